# Two commands matter: `make run` opens the till in training mode, `make test` runs every check.
# A third, `make build`, makes the program for this platform in dist/ and tries it.
BIN := .venv/bin

.PHONY: run test build setup-run setup-dev setup-build format

run: setup-run
	$(BIN)/pos-app --training

test: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2

build: setup-build
	$(BIN)/python packaging/build.py
	$(BIN)/python packaging/smoke.py

setup-run:
	packaging/setup.sh run

setup-dev:
	packaging/setup.sh dev

setup-build:
	packaging/setup.sh build

format: setup-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
