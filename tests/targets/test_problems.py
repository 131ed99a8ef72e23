from targets.problems import Fault, Faulty, faulty_file


def test_fault_names_its_row_and_column():
    assert str(Fault(7, "Tổng số hồ sơ", "Không phải số")) == "row 7, Tổng số hồ sơ: Không phải số"


def test_fault_with_line_breaks_is_one_line():
    assert str(Fault(2, "Kỳ\nbáo cáo", "a\r\nb\u2028c")) == "row 2, Kỳ báo cáo: a b c"


def test_faulty_lists_faults_by_row_and_keeps_their_order_within_a_row():
    faulty = Faulty(
        [Fault(3, "a", "x"), Fault(2, "b", "y"), Fault(3, "c", "z"), Fault(2, "a", "w")]
    )
    assert [(fault.row, fault.column) for fault in faulty.faults] == [
        (2, "b"),
        (2, "a"),
        (3, "a"),
        (3, "c"),
    ]


def test_faulty_file_stands_at_row_1():
    assert str(faulty_file("hỏng")) == "row 1, file: hỏng"
