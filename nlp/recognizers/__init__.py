"""One recognizer a file: pattern, validator, context, reason."""

from collections.abc import Callable

from nlp.findings import Finding
from nlp.fold import Folded
from nlp.recognizers.bank import find_banks
from nlp.recognizers.bank_account import find_bank_accounts
from nlp.recognizers.email import find_emails
from nlp.recognizers.handle import find_handles
from nlp.recognizers.phone import find_phones
from nlp.recognizers.plate import find_plates
from nlp.recognizers.price import find_prices
from nlp.recognizers.seller import find_sellers
from nlp.recognizers.site_status import find_site_statuses
from nlp.recognizers.tax_code import find_tax_codes
from nlp.recognizers.tracking import find_tracking
from nlp.recognizers.url import find_urls

RECOGNIZERS: tuple[Callable[[Folded], list[Finding]], ...] = (
    find_urls,
    find_phones,
    find_bank_accounts,
    find_banks,
    find_emails,
    find_plates,
    find_tax_codes,
    find_tracking,
    find_handles,
    find_prices,
    find_sellers,
    find_site_statuses,
)
