"""Citizens' files: originals byte for byte and locked up, pictures clean of everything that is not picture."""

import io
import struct
import zlib
from uuid import UUID

import pytest
from PIL import Image

from intake.pictures.rendition import Renditions, make_rendition
from storage.queries.conversations import list_attachments
from storage.queries.reports import list_reports
from storage.tables import Attachment, Report
from tests.admin.people import log_in, report
from tinbao.app import House

TIP = "Shop ở Hà Nội bán sữa giả, số 0900000123"
LOCKED_UP = "sandbox; default-src 'none'"


def draw_photo(kind: str = "JPEG", size: tuple[int, int] = (2400, 1200)) -> bytes:
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees
    exif[0x010F] = "CANARY-CAMERA"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    if kind == "JPEG":
        picture.save(out, kind, exif=exif, comment=b"CANARY-COMMENT", icc_profile=b"CANARY-PROFILE")
    else:
        picture.save(out, kind)
    return out.getvalue()


def draw_bomb() -> bytes:
    """A PNG of a few hundred bytes that says it has 900 million pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 9000))
        + chunk(b"IEND", b"")
    )


def send_file(house: House, content: bytes) -> Attachment:
    case = report(house, TIP, files=(content,))
    with house.database.read() as session:
        [file] = list_attachments(session, [told.id for told in list_reports(session, case.id)])
    return file


def address(file: Attachment | UUID) -> str:
    return f"/admin/evidence/{file.id if isinstance(file, Attachment) else file}"


@pytest.mark.parametrize(
    ("content", "ending", "kind"),
    [
        (draw_photo(), "jpg", "image/jpeg"),
        (b"%PDF-1.7 invoice", "pdf", "application/pdf"),
        (b"<script>alert(1)</script>", "bin", "application/octet-stream"),
        (b"GIF89a<script>alert(1)</script>", "gif", "image/gif"),
    ],
)
def test_an_original_comes_back_byte_for_byte_as_a_download(
    sqlite_house: House, content: bytes, ending: str, kind: str
) -> None:
    file = send_file(sqlite_house, content)
    answer = log_in(sqlite_house).get(f"{address(file)}/original")

    assert answer.content == content
    assert answer.headers["content-type"] == kind
    assert answer.headers["content-disposition"].startswith('attachment; filename="VV-26-000001-')
    assert answer.headers["content-disposition"].endswith(f'.{ending}"')
    assert answer.headers["content-security-policy"] == LOCKED_UP
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["cache-control"] == "no-store"


def test_a_picture_is_shown_without_anything_but_the_picture(sqlite_house: House) -> None:
    photo = draw_photo()
    file = send_file(sqlite_house, photo)
    answer = log_in(sqlite_house).get(address(file))

    assert b"CANARY" in photo
    assert b"CANARY" not in answer.content
    assert answer.headers["content-security-policy"] == LOCKED_UP
    with Image.open(io.BytesIO(answer.content)) as shown:
        assert (shown.format, shown.mode, shown.size) == ("JPEG", "RGB", (800, 1600))
        assert not shown.getexif()
        assert set(shown.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP", "HEIF"])
def test_every_kind_of_picture_is_shown(kind: str) -> None:
    if kind == "HEIF":
        from pillow_heif import register_heif_opener  # noqa: PLC0415

        register_heif_opener()
    picture = make_rendition(draw_photo(kind, (300, 200)))

    assert picture is not None
    with Image.open(io.BytesIO(picture)) as shown:
        assert (shown.format, shown.size) == ("JPEG", (300, 200))


def test_what_is_transparent_becomes_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    picture = make_rendition(out.getvalue())

    assert picture is not None
    with Image.open(io.BytesIO(picture)) as shown:
        assert shown.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    "content", [draw_bomb(), draw_photo()[:3000], b"\xff\xd8\xff no photo", b"", b"%!PS-Adobe-3.0 EPSF-3.0"],
    ids=["bomb", "cut off", "no photo", "empty", "postscript"],
)  # fmt: skip
def test_what_cannot_be_read_gives_no_picture(content: bytes) -> None:
    assert make_rendition(content) is None


def test_an_unreadable_picture_says_so_and_its_original_is_still_there(sqlite_house: House) -> None:
    bomb = draw_bomb()
    file = send_file(sqlite_house, bomb)
    client = log_in(sqlite_house)

    shown = client.get(address(file))
    assert shown.headers["content-type"] == "image/svg+xml"
    assert "Không đọc được ảnh" in shown.text
    assert client.get(f"{address(file)}/original").content == bomb


def test_what_is_no_picture_is_not_shown(sqlite_house: House) -> None:
    file = send_file(sqlite_house, b"%PDF-1.7")

    assert log_in(sqlite_house).get(address(file)).status_code == 404


def test_a_file_that_has_not_arrived_is_told_and_not_offered(sqlite_house: House) -> None:
    file = send_file(sqlite_house, draw_photo())
    with sqlite_house.ledger.open() as unit:
        row = unit.session.get(Attachment, file.id)
        assert row is not None
        row.status, row.blob_key = "too_big", None
        unit.session.add(row)
        told = unit.session.get(Report, row.report_id)
    assert told is not None
    client = log_in(sqlite_house)

    assert client.get(f"{address(file)}/original").status_code == 404
    assert "Tệp quá lớn, kênh không cho tải về." in client.get(f"/admin/cases/{told.case_id}").text


def test_a_rendition_is_made_once() -> None:
    renditions = Renditions()
    first = renditions.get("key", draw_photo(size=(20, 20)))

    assert renditions.get("key", b"not looked at") == first
    assert first is not None
