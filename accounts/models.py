"""People, what they may do for the funder, and the organisations that applicants belong to."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.follower import Follower as Follower
from rulebook.access import StaffRole as Role
from rulebook.facts import Sector, SectorOrigin


class UserManager(BaseUserManager["User"]):
    """Makes people whose name to the portal is their e-mail address."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a person. The address is kept in lower case."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a person with every right in the admin."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find a person by address, whatever the case of its letters."""
        return self.get(email=(username or "").lower())


class User(AbstractUser):
    """A person with an account; the e-mail address is the name."""

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(_("E-mail"), unique=True)
    name = models.CharField(_("Name"), max_length=150, blank=True)
    language = models.CharField(_("Language"), max_length=2, default="sv")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """Return the name, or the address where none is given."""
        return self.name or self.email

    def get_short_name(self) -> str:
        """Return the first word of the name, or the address."""
        return self.name.split(" ")[0] if self.name else self.email

    @property
    def journal_name(self) -> str:
        """How the journal names this person: by number, never by name."""
        return f"user:{self.pk}"


class StaffRole(models.Model):
    """What a person does for the funder, from when to when (days in Sweden)."""

    ROLES = [
        (Role.OFFICER.value, _("Officer")),
        (Role.ASSESSOR.value, _("Assessor")),
        (Role.DECIDER.value, _("Decider")),
        (Role.REGISTRAR.value, _("Registrar")),
        (Role.EDITOR.value, _("Editor")),
        (Role.SUPPORT.value, _("Support")),
    ]
    user = models.ForeignKey(User, models.CASCADE, related_name="staff_roles")
    role = models.CharField(max_length=12, choices=ROLES)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "role", "since"], name="staff_role_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"


class Mandate(models.Model):
    """What a decider may decide: kinds of decision, the highest sum (kronor), in which programme, when."""

    user = models.ForeignKey(User, models.CASCADE, related_name="mandates")
    kinds = models.JSONField(default=list, blank=True, help_text="Kinds of decision; empty means every kind.")
    highest_sum = models.BigIntegerField(null=True, blank=True)
    programme = models.ForeignKey(
        "registry.Programme", models.CASCADE, null=True, blank=True, related_name="+"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user}: {self.highest_sum}"


class Organisation(models.Model):
    """An organisation's profile as its own people keep it, seen by its members only.

    Nobody owns a number here: whoever writes a profile claims nothing, and another one with the same number
    may stand beside it. The public record's organisation is written by a decision only.
    """

    number = models.CharField(max_length=10, blank=True)
    country = models.CharField(max_length=2, default="SE")
    name = models.CharField(max_length=255)
    sector = models.CharField(max_length=24, choices=[(s.value, s.value) for s in Sector], blank=True)
    sector_origin = models.CharField(
        max_length=10,
        choices=[(o.value, o.value) for o in SectorOrigin],
        default=SectorOrigin.DEFAULT.value,
    )
    owner_number = models.CharField(max_length=10, blank=True)
    owner_name = models.CharField(max_length=255, blank=True)
    owner_share = models.PositiveSmallIntegerField(null=True, blank=True)
    owner_sector = models.CharField(max_length=24, choices=[(s.value, s.value) for s in Sector], blank=True)
    contact_name = models.CharField(max_length=150, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    signatory_name = models.CharField(max_length=150, blank=True)
    signatory_email = models.EmailField(blank=True)
    version = models.PositiveIntegerField(default=0, help_text="Grows by one with every change.")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["number"], name="profile_number")]

    def __str__(self) -> str:
        return self.name


class Workplace(models.Model):
    """A workplace of an organisation, with Statistics Sweden's CFAR number where it is known."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="workplaces")
    name = models.CharField(max_length=255)
    cfar_number = models.CharField(max_length=8, blank=True)
    municipality_code = models.CharField(max_length=4, blank=True)
    county_code = models.CharField(max_length=2, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="workplace_once")]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.name}"


class Membership(models.Model):
    """A person's place in an organisation: begun with the profile, or by saying yes to an invitation."""

    ROLES = [("administrator", _("Administrator")), ("member", _("Member"))]
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=13, choices=ROLES, default="member")
    is_signatory = models.BooleanField(default=False, help_text="As an administrator says; no proof.")
    since = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "organisation"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.user} – {self.organisation}"


class OrganisationInvitation(models.Model):
    """A link by mail that makes one person a member, once, until it expires. Only its hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=13, choices=Membership.ROLES, default="member")
    is_signatory = models.BooleanField(default=False)
    sha256 = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.email}: {self.organisation}"


class ApiKey(models.Model):
    """A partner's key to the API: only its hash is kept, the prefix tells keys apart."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=8)
    sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"
