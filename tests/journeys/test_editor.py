"""An editor who publishes while the page editor is saving by itself gets one call, published."""

from playwright.sync_api import expect

from tests.journeys import editor, people
from tests.journeys.conftest import Windows
from tests.portal import Portal

CALL = "Utlysning med långsamma svar"
# The server has saved; the browser hears of it a second and a half later.
SLOW_ANSWERS = """
const swift = window.fetch;
window.fetch = async (...given) => {
  const answer = await swift(...given);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  return answer;
};
"""


def test_publish_while_it_saves_itself(portal: Portal, open_page: Windows) -> None:
    people.settle(portal)
    ture = people.sign_in(open_page(portal), people.EDITOR)
    editor.publish_programme(ture, "Långsamma program")
    ture.add_init_script(SLOW_ANSWERS)
    with ture.expect_request(lambda request: request.method == "POST"):
        editor.write_call(ture, CALL, "Långsamma program")
    editor.press_publish(ture)
    ture.goto("/admin/calls/")
    expect(ture.get_by_role("row").filter(has_text=CALL)).to_have_count(1)
