"""Money per year: a column for every year, unknown ones apart, each leading to its projects."""

from itertools import pairwise

from django.template.loader import render_to_string

from registry.pictures import YearFigure, year_plot


def where(year: str) -> str:
    """Return an address with everything in it that HTML has to escape."""
    return f'?year={year}&q="><b>'


def test_years_without_money_have_a_column_too() -> None:
    plot = year_plot([YearFigure(2023, 20, 2), YearFigure(2021, 10, 1)], where)
    assert plot is not None
    assert [(one.figure.year, one.height, one.y, one.address) for one in plot.columns] == [
        (2021, "80.0", "80.0", where("2021")),
        (2022, "0.0", "160.0", ""),
        (2023, "160.0", "0.0", where("2023")),
    ]
    assert plot.best == YearFigure(2023, 20, 2)
    assert [row.figure.year for row in plot.rows] == [2023, 2021]
    assert plot.unknown is None


def test_nothing_is_no_plot() -> None:
    assert year_plot([]) is None
    assert year_plot([YearFigure(2020, 0, 0), YearFigure(None, 0, 0)]) is None


def test_an_unknown_year_stands_apart() -> None:
    plot = year_plot([YearFigure(None, 700, 3), YearFigure(2020, 100, 1)], where, chosen={"unknown"})
    assert plot is not None
    assert len(plot.columns) == 1
    assert plot.unknown is not None
    assert (plot.unknown.figure, plot.unknown.address, plot.unknown.is_chosen) == (
        YearFigure(None, 700, 3),
        where("unknown"),
        True,
    )


def test_only_unknown_years_are_a_table_without_columns() -> None:
    plot = year_plot([YearFigure(None, None, 3)])
    assert plot is not None
    assert (plot.columns, plot.rows, plot.best, plot.has_amounts) == ((), (), None, False)
    html = render_to_string("registry/pictures/years.html", {"plot": plot})
    assert "<svg" not in html


def test_sums_that_nobody_knows_are_counted_instead() -> None:
    plot = year_plot([YearFigure(2020, None, 3), YearFigure(2021, None, 6)])
    assert plot is not None
    assert [one.height for one in plot.columns] == ["80.0", "160.0"]
    assert not plot.has_amounts


def test_years_far_from_the_others_stand_in_the_table_only() -> None:
    figures = [YearFigure(year, 1, 10) for year in range(2001, 2027)]
    plot = year_plot([YearFigure(1900, 1, 1), *figures, YearFigure(9999, 1, 1)])
    assert plot is not None
    assert [one.figure.year for one in plot.columns] == list(range(2001, 2027))
    assert plot.left_out == 2
    assert [row.figure.year for row in plot.rows][::27] == [9999, 1900]


def test_a_small_sum_can_be_seen_beside_a_large_one() -> None:
    plot = year_plot([YearFigure(2020, 10**9, 1), YearFigure(2021, 1, 1)])
    assert plot is not None
    assert [one.height for one in plot.columns] == ["160.0", "1.5"]


def test_a_share_stands_before_the_whole() -> None:
    plot = year_plot([YearFigure(2020, 50, 2, whole=200), YearFigure(2021, None, 1, whole=100)])
    assert plot is not None
    assert plot.has_whole
    assert [(one.height, one.whole_height) for one in plot.columns] == [("40.0", "160.0"), ("0.0", "80.0")]


def test_columns_never_overlap_and_at_most_six_are_written_out() -> None:
    for count in (1, 2, 7, 8, 9, 39, 40):
        plot = year_plot([YearFigure(1990 + at, at + 1, 1) for at in range(count)])
        assert plot is not None
        slots = [(float(one.slot_x[:-1]), float(one.slot_width[:-1])) for one in plot.columns]
        for (x, width), (onward, _width) in pairwise(slots):
            assert x + width <= onward + 0.01
        assert slots[-1][0] + slots[-1][1] <= 100.01
        labelled = [one for one in plot.columns if one.is_labelled]
        assert len(labelled) <= 6
        assert labelled[-1] is plot.columns[-1]


def test_the_drawn_plot_links_each_year_once_in_the_picture_and_once_in_the_table() -> None:
    plot = year_plot([YearFigure(2021, 10, 1), YearFigure(2023, 20, 2)], where, chosen={"2021"})
    html = render_to_string("registry/pictures/years.html", {"plot": plot, "level": 3})
    assert html.count("?year=2021&amp;q=&quot;&gt;&lt;b&gt;") == 2
    assert html.count('aria-current="true"') == 2
    assert "<h3>" in html
    assert "<b>" not in html
