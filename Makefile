# Two commands: `make run` and `make test`. Everything lands in .venv; delete it to start afresh.

PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
ADDRESS := http://localhost:$(PORT)

.PHONY: run test check clean

run: $(VENV)/.installed
	@echo "The page opens at $(ADDRESS)  (stop with Ctrl-C)"
	@$(BIN)/python tools/open_when_ready.py $(ADDRESS) &
	@$(BIN)/streamlit run streamlit_app.py --server.port $(PORT)

test: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not browser"
	$(BIN)/python -m pytest -m browser

check: $(VENV)/.installed-test
	$(BIN)/ruff check . && $(BIN)/mypy

$(VENV)/.installed: requirements.txt constraints.txt
	$(PYTHON) -c "import sys; sys.exit('Python 3.11 or newer is needed, this is ' + sys.version.split()[0] if sys.version_info < (3, 11) else 0)"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -c constraints.txt
	touch $@

$(VENV)/.installed-test: $(VENV)/.installed requirements-test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-test.txt -c constraints.txt
	touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache build screenshots
