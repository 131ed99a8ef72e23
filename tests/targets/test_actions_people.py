"""People from a table: who is new is invited by letter, who is known keeps his password."""

import pytest

from targets.actions.people import import_people, preview_people
from targets.imports.headings import PEOPLE_COLUMNS
from targets.imports.tables import Table
from targets.models import User
from targets.problems import Faulty

PORTAL = "https://portal.example/"
MAI = ["mai", "Võ Thị Mai", "mai@example.org", "officer", "X1;X2"]


@pytest.fixture
def bring(cast, django_capture_on_commit_callbacks):
    """Import these rows as a table, letters included."""

    def bring(*rows):
        with django_capture_on_commit_callbacks(execute=True):
            return import_people(table=table(*rows), portal=PORTAL)

    return bring


def table(*rows):
    return Table([list(PEOPLE_COLUMNS), *rows])


def test_new_person_is_stored_and_invited_by_letter(bring, client, mailoutbox):
    outcome = bring(MAI)
    assert (outcome.rows, outcome.new, outcome.changed) == (1, 1, 0)
    mai = User.objects.get(username="mai")
    assert (mai.full_name, mai.role) == ("Võ Thị Mai", User.Role.OFFICER)
    assert sorted(mai.units.values_list("code", flat=True)) == ["X1", "X2"]
    assert not mai.has_usable_password()
    [letter] = mailoutbox
    assert letter.to == ["mai@example.org"]
    [address] = [line for line in letter.body.splitlines() if line.startswith(PORTAL)]
    assert client.get(address.removeprefix(PORTAL.rstrip("/")), follow=True).status_code == 200


def test_same_table_again_changes_nothing_and_writes_to_nobody(bring, mailoutbox):
    bring(MAI)
    outcome = bring(MAI)
    assert (outcome.new, outcome.changed, outcome.unchanged) == (0, 0, 1)
    assert len(mailoutbox) == 1


def test_known_person_is_changed_and_keeps_the_password(bring, cast, mailoutbox):
    cast.lan.set_password("mat-khau-thu-2018")
    cast.lan.save()
    outcome = bring(["lan", "Nguyễn Thị Lan", "lan@khanhhoa.example", "Cán bộ đơn vị", "X2"])
    assert (outcome.new, outcome.changed) == (0, 1)
    lan = User.objects.get(username="lan")
    assert lan.email == "lan@khanhhoa.example"
    assert list(lan.units.values_list("code", flat=True)) == ["X2"]
    assert lan.check_password("mat-khau-thu-2018")
    assert mailoutbox == []


def test_preview_stores_nobody_and_writes_to_nobody(
    cast, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True) as letters:
        outcome = preview_people(table=table(MAI))
    assert (outcome.new, letters, mailoutbox) == (1, [], [])
    assert not User.objects.filter(username="mai").exists()


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        (["ma i", *MAI[1:]], "username", "Điền tên đăng nhập hợp lệ."),
        (["mai", "", *MAI[2:]], "full_name", "Ô này còn trống."),
        ([*MAI[:2], "mai@", *MAI[3:]], "email", "Nhập địa chỉ thư điện tử hợp lệ."),
        ([*MAI[:2], "LAN@example.org", *MAI[3:]], "email", "người khác dùng"),
        ([*MAI[:3], "chief", "X1"], "role", "“chief” không phải là vai trò"),
        ([*MAI[:4], "X1;X9"], "unit_codes", "Không có đơn vị mang mã X9."),
        ([*MAI[:4], ""], "unit_codes", "Cán bộ đơn vị phải có đơn vị"),
        ([*MAI[:3], "reviewer", "X1"], "unit_codes", "Cán bộ đơn vị phải có đơn vị"),
    ],
)
def test_fault_stands_at_its_cell_and_nothing_is_stored(bring, mailoutbox, row, column, message):
    good = ["tam", "Đỗ Minh Tâm", "tam@example.org", "reviewer", ""]
    with pytest.raises(Faulty) as caught:
        bring(good, row)
    [fault] = caught.value.faults
    assert (fault.row, fault.column) == (3, column)
    assert message in fault.message
    assert not User.objects.filter(username__in=["mai", "tam"]).exists()
    assert mailoutbox == []


def test_person_twice_and_address_twice_are_faults(bring):
    with pytest.raises(Faulty) as caught:
        bring(MAI, MAI, ["mai2", *MAI[1:]])
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [
        (3, "username"),
        (4, "email"),
    ]
