# Two commands matter: `make run` opens the till in training mode, `make test` runs every check.
BIN := .venv/bin

.PHONY: run test fast setup-run setup-dev format

run: setup-run
	$(BIN)/pos-app --training

test: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2

setup-run:
	packaging/setup.sh run

setup-dev:
	packaging/setup.sh dev

format: setup-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
