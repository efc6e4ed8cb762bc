"""The form that every call begins with; a call adds its own slots to it."""

from typing import Any

from rulebook.questions import Form, Question, QuestionKind, Section, SectionKind, Slot


def _text(key: str, sv: str, en: str, limit: int, **more: Any) -> Question:
    kind = QuestionKind.SHORT_TEXT if limit <= 255 else QuestionKind.LONG_TEXT
    return Question(key=key, kind=kind, label_sv=sv, label_en=en, limit=limit, **more)


_PROJECT = Section(
    key="project",
    kind=SectionKind.QUESTIONS,
    title_sv="Projektet i korthet",
    title_en="The project in short",
    questions=(
        _text("title_sv", "Titel på svenska", "Title in Swedish", 200, language="sv"),
        _text("title_en", "Titel på engelska", "Title in English", 200, language="en"),
        _text(
            "summary_sv",
            "Sammanfattning på svenska",
            "Summary in Swedish",
            1500,
            language="sv",
            help_sv="Beviljas ansökan blir texten offentlig. Skriv så att alla förstår.",
            help_en="If you are awarded a grant this becomes public. Write so that anyone understands.",
        ),
        _text("summary_en", "Sammanfattning på engelska", "Summary in English", 1500, language="en"),
        Question(
            key="starts", kind=QuestionKind.DATE, label_sv="Projektet börjar", label_en="The project starts"
        ),
        Question(
            key="ends", kind=QuestionKind.DATE, label_sv="Projektet slutar", label_en="The project ends"
        ),
        Question(
            key="amount_sought",
            kind=QuestionKind.KRONOR,
            label_sv="Sökt bidrag, hela projektet",
            label_en="Grant sought, the whole project",
            help_sv="I hela kronor. Ska vara summan av parternas sökta bidrag i budgeten.",
            help_en="In whole kronor. Must equal the sum of what the parties seek in the budget.",
        ),
        Question(
            key="goals",
            kind=QuestionKind.GOALS,
            label_sv="Globala mål som projektet bidrar till",
            label_en="Global goals that the project contributes to",
            required=False,
        ),
    ),
)
_PLAN = Section(
    key="plan",
    kind=SectionKind.QUESTIONS,
    title_sv="Mål, effekter och genomförande",
    title_en="Goals, effects and implementation",
    questions=(
        _text("purpose_sv", "Syfte och mål", "Purpose and goals", 3000, language="sv"),
        _text(
            "effects_sv",
            "Förväntade effekter och resultat",
            "Expected effects and results",
            3000,
            language="sv",
        ),
        _text("plan_sv", "Upplägg och genomförande", "Plan and implementation", 5000, language="sv"),
        _text(
            "purpose_en",
            "Syfte och mål på engelska",
            "Purpose and goals in English",
            3000,
            language="en",
            required=False,
        ),
        _text(
            "effects_en",
            "Förväntade effekter och resultat på engelska",
            "Expected effects and results in English",
            3000,
            language="en",
            required=False,
        ),
        _text(
            "plan_en",
            "Upplägg och genomförande på engelska",
            "Plan and implementation in English",
            5000,
            language="en",
            required=False,
        ),
    ),
)
_CONTACTS = Section(
    key="contacts",
    kind=SectionKind.QUESTIONS,
    title_sv="Kontaktuppgifter",
    title_en="Contacts",
    questions=(
        _text("leader_name", "Projektledarens namn", "Name of the project leader", 150),
        Question(
            key="leader_email",
            kind=QuestionKind.EMAIL,
            label_sv="Projektledarens e-post",
            label_en="E-mail of the project leader",
            limit=254,
        ),
        Question(
            key="leader_phone",
            kind=QuestionKind.PHONE,
            label_sv="Projektledarens telefon",
            label_en="Phone of the project leader",
            required=False,
            limit=30,
        ),
        _text("signatory_name", "Firmatecknarens namn", "Name of the authorised signatory", 150),
        Question(
            key="signatory_email",
            kind=QuestionKind.EMAIL,
            label_sv="Firmatecknarens e-post",
            label_en="E-mail of the authorised signatory",
            limit=254,
        ),
    ),
)
STANDARD_FORM: Form = (
    _PROJECT,
    Section(
        key="parties",
        kind=SectionKind.PARTIES,
        title_sv="Parter",
        title_en="Parties",
    ),
    _PLAN,
    Section(key="budget", kind=SectionKind.BUDGET, title_sv="Budget", title_en="Budget"),
    _CONTACTS,
    Section(
        key="attachments",
        kind=SectionKind.ATTACHMENTS,
        title_sv="Bilagor",
        title_en="Attachments",
        slots=(Slot(key="other", label_sv="Övrig bilaga", label_en="Other attachment"),),
    ),
)
