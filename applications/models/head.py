"""What a case is called in lists: read off the valid submitted version, never off a draft."""

from django.db import models

from applications.models.application import Application


class CaseHead(models.Model):
    """Title, coordinator and sum (whole kronor) of the version that counts. A draft has none.

    `names` and `titles` are what lists are searched by, folded to lower case: the names apart from the
    rest, since somebody with a conflict of interest may search by names only.
    """

    application = models.OneToOneField(Application, models.CASCADE, primary_key=True, related_name="head")
    title_sv = models.TextField()
    title_en = models.TextField(blank=True)
    coordinator = models.TextField(blank=True)
    parties = models.PositiveSmallIntegerField()
    sought = models.BigIntegerField(help_text="Whole kronor.")
    names = models.TextField()
    titles = models.TextField()

    def __str__(self) -> str:
        return self.title_sv
