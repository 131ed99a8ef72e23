"""What every test may rely on."""

import datetime

import pytest
from django.core.cache import caches
from django.db import connection

from targets.models import User
from tests import factories

TODAY = datetime.date(2018, 10, 3)


@pytest.fixture(autouse=True)
def _plain_settings(settings):
    """The portal's day is 3/10/2018, letters are kept, and files are found without collecting them."""
    settings.PORTAL_TODAY = TODAY
    settings.HTTPS = settings.SECURE_SSL_REDIRECT = False
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.WHITENOISE_AUTOREFRESH = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _nothing_kept():
    """No page that another test has drawn."""
    caches["drawn"].clear()


@pytest.fixture
def cast(db):
    """A small province: Lan reports for her commune, Bình for its district, Châu for an agency; Dũng reviews, Hà too."""
    return Cast()


class Cast:
    """The named people and units of the tests."""

    def __init__(self) -> None:
        self.agency = factories.AgencyFactory(code="SO", name="Sở Tài chính", order=1)
        self.district = factories.DistrictFactory(code="H1", name="UBND huyện Cam Lâm", order=2)
        self.other_district = factories.DistrictFactory(
            code="H2", name="UBND huyện Khánh Sơn", order=3
        )
        self.commune = factories.CommuneFactory(
            code="X1", name="UBND xã Cam Tân", parent=self.district, order=4
        )
        self.other_commune = factories.CommuneFactory(
            code="X2", name="UBND xã Sơn Trung", parent=self.other_district, order=5
        )
        person = factories.UserFactory
        self.lan = person(username="lan", full_name="Nguyễn Thị Lan", units=[self.commune])
        self.binh = person(username="binh", full_name="Trần Văn Bình", units=[self.district])
        self.chau = person(username="chau", full_name="Phạm Minh Châu", units=[self.agency])
        self.dung = person(username="dung", full_name="Lê Quang Dũng", role=User.Role.REVIEWER)
        self.long = person(
            username="long", full_name="Đặng Hoàng Long", role=User.Role.HOME_AFFAIRS
        )
        self.son = person(
            username="son",
            full_name="Bùi Thanh Sơn",
            role=User.Role.ADMINISTRATOR,
            is_staff=True,
            is_superuser=True,
        )


@pytest.fixture
def reviewer(client, cast):
    """Dũng of the DIC, signed in."""
    client.force_login(cast.dung)
    return client


@pytest.fixture
def published_may_go(transactional_db):
    """What was published in this test goes with its database, which otherwise never lets it go."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("TRUNCATE reporting_scoringrule CASCADE")
        cursor.execute("SET session_replication_role = origin")
