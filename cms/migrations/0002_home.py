"""A new installation's page tree: one home in each language, with the place where calls are written."""

import uuid

from django.conf import settings
from django.db import migrations

WAGTAILS_WELCOME_PAGE = "home"  # the slug of the page that Wagtail's first migration puts under the root


def make_homes(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Locale = apps.get_model("wagtailcore", "Locale")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Site.objects.all().delete()
    Page.objects.filter(depth=2, slug=WAGTAILS_WELCOME_PAGE).delete()
    root = Page.objects.get(depth=1)
    home_key, calls_key = uuid.uuid4(), uuid.uuid4()
    types = {
        name: ContentType.objects.get_or_create(app_label="cms", model=name)[0]
        for name in ("homepage", "callindexpage")
    }
    titles = {"sv": ("Start", "Utlysningar"), "en": ("Home", "Calls")}
    for place, (code, _name) in enumerate(settings.LANGUAGES, start=1):
        locale, _made = Locale.objects.get_or_create(language_code=code)
        home_title, calls_title = titles[code]
        slug = "start" if code == settings.LANGUAGE_CODE else f"start-{code}"
        path = f"{root.path}{place:04d}"
        common = {"locale": locale, "live": True, "show_in_menus": False}
        home = apps.get_model("cms", "HomePage").objects.create(
            title=home_title, draft_title=home_title, slug=slug, path=path, depth=2, numchild=1,
            url_path=f"/{slug}/", content_type=types["homepage"], translation_key=home_key, **common,
        )
        apps.get_model("cms", "CallIndexPage").objects.create(
            title=calls_title, draft_title=calls_title, slug="calls-of-the-portal", path=f"{path}0001",
            depth=3, numchild=0, url_path=f"/{slug}/calls-of-the-portal/",
            content_type=types["callindexpage"], translation_key=calls_key, **common,
        )
        if code == settings.LANGUAGE_CODE:
            Site.objects.create(
                hostname="localhost", port=80, site_name="Utlysa", root_page_id=home.pk, is_default_site=True
            )
    root.numchild = Page.objects.filter(depth=2).count()
    root.save()


class Migration(migrations.Migration):
    dependencies = [("cms", "0001_initial"), ("contenttypes", "0002_remove_content_type_name")]

    operations = [migrations.RunPython(make_homes, migrations.RunPython.noop)]
