"""Rounds of a call, with the form and the rules that were frozen for them."""

from django.db import models

from registry.models.call import Call


class FormVersion(models.Model):
    """The sections, questions and slots of an application form: immutable, known by its hash.

    `content` is `rulebook.questions.form_as_json`; `sha256` is over its canonical JSON.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    content = models.JSONField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256[:12]


class RuleSet(models.Model):
    """The rules of a round: immutable, known by its hash.

    `content` is a list of `{rule, effect, parameters, clause_sv, clause_en}` (`rulebook.facts.Clause`).
    """

    sha256 = models.CharField(max_length=64, unique=True)
    content = models.JSONField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256[:12]


class Round(models.Model):
    """One round of a call: when it opens and closes (UTC), with which form and rules."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="rounds")
    diarienummer = models.CharField(max_length=10)
    key = models.CharField(max_length=36, blank=True, help_text="The round's id among the editors' blocks.")
    title_sv = models.CharField(max_length=255)
    title_en = models.CharField(max_length=255, blank=True)
    step = models.PositiveSmallIntegerField(default=1)
    follows = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        help_text="The sketch round: only those whom it invited may apply.",
    )
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    decision_expected = models.DateField(null=True, blank=True)
    earliest_start = models.DateField(null=True, blank=True)
    latest_start = models.DateField(null=True, blank=True)
    latest_end = models.DateField(null=True, blank=True)
    received_on_submission = models.BooleanField(
        default=True,
        help_text="True: a submitted version is received at once. False: what stands at closing is.",
    )
    form = models.ForeignKey(FormVersion, models.PROTECT, related_name="rounds", null=True, blank=True)
    rules = models.ForeignKey(RuleSet, models.PROTECT, related_name="rounds", null=True, blank=True)
    updated_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["opens_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["call", "diarienummer"], name="round_number_per_call"),
            models.UniqueConstraint(
                fields=["call", "key"], condition=~models.Q(key=""), name="round_key_per_call"
            ),
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")), name="round_closes_after_opening"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.diarienummer} {self.title_sv}"
