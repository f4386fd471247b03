"""`intake`, `nlp` and `storage` are also names of strangers' distributions; ours must be the ones imported."""

import importlib
from importlib.metadata import packages_distributions

import pytest

from tests.house.committed_files import PACKAGES, REPOSITORY


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_is_imported_from_this_repository(name: str) -> None:
    module = importlib.import_module(name)

    assert module.__file__ == str(REPOSITORY / name / "__init__.py")


@pytest.mark.parametrize("name", PACKAGES)
def test_no_installed_distribution_brings_a_package_of_our_name(name: str) -> None:
    assert set(packages_distributions().get(name, [])) <= {"tinbao"}
