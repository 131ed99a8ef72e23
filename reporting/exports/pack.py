"""The files that are handed over with a ranking."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import translation

from reporting.documents import pdf, word
from reporting.documents.word_paper import paper_to_docx
from reporting.exports import ranked_rows
from reporting.exports.archives import packed, settled
from reporting.exports.manifest import manifest, readme
from reporting.exports.working_paper import working_paper
from reporting.models import Ranking
from reporting.presenters.rankings.decision import draft_decision
from reporting.presenters.rankings.report import report

README, MANIFEST = "README.txt", "MANIFEST.txt"
# The places alone, as everyone sees them once a ranking is final; the other files lead on to the cells of every unit.
PLACES_ALONE = frozenset(
    {
        "xep-hang.csv",
        "xep-hang.ods",
        "xep-hang.json",
        "du-thao-quyet-dinh.pdf",
        "du-thao-quyet-dinh.docx",
    }
)


@dataclass(frozen=True)
class PackFile:
    """One file of the pack."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Kind:
    """A file that every pack has: its name, what it is, and who writes it."""

    name: str
    about: str
    content_type: str
    write: Callable[[Ranking], bytes]


def _frozen(ranking: Ranking) -> bytes:
    return ranking.canonical.encode()


def _settled(write: Callable[[Ranking], bytes]) -> Callable[[Ranking], bytes]:
    """The writer of an office file, without the clock that its library puts in."""
    return lambda ranking: settled(write(ranking), moment(ranking))


KINDS = [
    Kind(
        "frozen.json",
        "toàn bộ số liệu, định nghĩa, chỉ tiêu, quy tắc và kết quả đã chốt; mã SHA-256 của kết quả xếp hạng là của tệp này",
        "application/json",
        _frozen,
    ),
    Kind(
        "xep-hang.csv",
        "các dòng của kết quả xếp hạng (UTF-8 có dấu BOM)",
        "text/csv; charset=utf-8",
        ranked_rows.rows_csv,
    ),
    Kind(
        "xep-hang.ods",
        "các dòng của kết quả xếp hạng, mỗi khối một trang",
        "application/vnd.oasis.opendocument.spreadsheet",
        _settled(ranked_rows.rows_ods),
    ),
    Kind(
        "xep-hang.json",
        "các dòng của kết quả xếp hạng, cho phần mềm",
        "application/json",
        ranked_rows.rows_json,
    ),
    Kind(
        "bang-tinh.xlsx",
        "bảng tính kiểm tra: số liệu là đầu vào, tỷ lệ, điểm, xếp loại và hạng là công thức; kèm định nghĩa và lịch sử",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _settled(working_paper),
    ),
    Kind(
        "bao-cao-ubnd-tinh.docx",
        "báo cáo của Sở Nội vụ gửi Ủy ban nhân dân tỉnh, để hoàn thiện trong Word",
        word.CONTENT_TYPE,
        _settled(lambda ranking: paper_to_docx(report(ranking))),
    ),
    Kind(
        "bao-cao-ubnd-tinh.pdf",
        "báo cáo đó, PDF/A-2a",
        pdf.CONTENT_TYPE,
        lambda ranking: pdf.paper_to_pdf(report(ranking), moment(ranking)),
    ),
    Kind(
        "du-thao-quyet-dinh.docx",
        "dự thảo Quyết định công bố kết quả xếp hạng, kèm phụ lục, để hoàn thiện trong Word",
        word.CONTENT_TYPE,
        _settled(lambda ranking: paper_to_docx(draft_decision(ranking))),
    ),
    Kind(
        "du-thao-quyet-dinh.pdf",
        "dự thảo Quyết định đó, PDF/A-2a",
        pdf.CONTENT_TYPE,
        lambda ranking: pdf.paper_to_pdf(draft_decision(ranking), moment(ranking)),
    ),
]
_TEXT = "text/plain; charset=utf-8"
CONTENT_TYPES = {kind.name: kind.content_type for kind in KINDS} | {README: _TEXT, MANIFEST: _TEXT}


def moment(ranking: Ranking) -> datetime:
    """When the ranking took its last step: the time that its files bear, instead of the clock's."""
    steps = (ranking.drawn_up_at, ranking.put_out_at, ranking.finalised_at, ranking.withdrawn_at)
    return max(at for at in steps if at is not None)


def pack_files(ranking: Ranking) -> list[PackFile]:
    """Every file of the pack, in the order in which the manifest lists them; the same ranking gives the same bytes."""
    # What is handed over speaks the language of the law, whatever the reader's pages speak.
    with translation.override("vi"):
        files = [PackFile(kind.name, kind.write(ranking)) for kind in KINDS]
        about = [(kind.name, kind.about) for kind in KINDS]
        files.append(PackFile(README, readme(ranking, about)))
    listed = [(file.name, file.content) for file in files]
    return [*files, PackFile(MANIFEST, manifest(ranking, listed))]


def handed_over(ranking: Ranking) -> list[PackFile]:
    """The files of the pack by name: of a final ranking as they are kept, of any other made anew."""
    if ranking.is_final:
        return by_name(PackFile(file.name, bytes(file.content)) for file in ranking.files.all())
    return by_name(pack_files(ranking))


def handed_over_file(ranking: Ranking, name: str) -> PackFile | None:
    """One file of the pack; None where it has none of that name."""
    if ranking.is_final:
        kept = ranking.files.filter(name=name).first()
        return PackFile(kept.name, bytes(kept.content)) if kept else None
    kind = next((kind for kind in KINDS if kind.name == name), None)
    if kind is None:
        return next((file for file in pack_files(ranking) if file.name == name), None)
    with translation.override("vi"):
        return PackFile(kind.name, kind.write(ranking))


def pack_zip(ranking: Ranking) -> bytes:
    """The whole pack as one .zip; the same ranking gives the same bytes."""
    files = handed_over(ranking)
    return packed(((file.name, file.content) for file in files), moment(ranking))


def by_name(files: Iterable[PackFile]) -> list[PackFile]:
    """By the code points of their names, whatever a database sorts by, so that an archive of either is the same."""
    return sorted(files, key=lambda file: file.name)
