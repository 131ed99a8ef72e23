"""What goes with the files of a ranking: which they are, what they say of it, and their hashes."""

from collections.abc import Iterable

from reporting.documents import ranking_words as words
from reporting.models import Ranking
from reporting.rankings.canonical import sha256


def manifest(ranking: Ranking, files: Iterable[tuple[str, bytes]]) -> bytes:
    """The SHA-256 of each file as `sha256sum -c` reads them, under lines that it takes for comments."""
    lines = [
        f"# {words.check(ranking)}",
        "# sha256sum -c MANIFEST.txt",
        *(f"{sha256(content)}  {name}" for name, content in files),
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def readme(ranking: Ranking, files: Iterable[tuple[str, str]]) -> bytes:
    """What the pack is and holds, for the simple editors of Windows; files are names with what they are."""
    lines = [
        f"{words.TITLE.upper()}, {words.span(ranking)}",
        f"Theo {words.decision(ranking)} của {ranking.figures.decision.issuer}",
        "",
        *words.about(ranking),
        f"Kiểm tra trên cổng: {words.where_to_check(ranking)}",
        "",
        "CÁC TỆP",
        *(f"{name}: {about}" for name, about in files),
        "MANIFEST.txt: mã SHA-256 của từng tệp ở trên và của README.txt; kiểm tra bằng lệnh sha256sum -c MANIFEST.txt",
        "",
        "Trong các tệp .csv và .json, ô trống (null) nghĩa là không có; dấu thập phân là dấu chấm; phần trăm và mức hoàn thành đã",
        "làm tròn để hiển thị, còn việc so sánh và xếp hạng dùng phân số chính xác. Văn bản bắt đầu bằng = + - @ trong tệp .csv có",
        "thêm một dấu nháy đơn ở trước, để bảng tính không hiểu nhầm là công thức.",
    ]
    return "\r\n".join([*lines, ""]).encode("utf-8-sig")
