# Tra Tin. `make demo` serves the sample articles; `make test` runs every check; `make help` lists the rest.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
DEMO := var/demo
N ?= 20000
LARGE := var/demo-large-$(N)
export TRATIN_PRIVATE_DATA ?= $(if $(wildcard ../shared),$(abspath ../shared))

.PHONY: help env compat demo demo-large test lint types layout unit clean

help:
	@echo "make demo   set up, index the sample articles, serve them on http://127.0.0.1:$(PORT)/ (PORT= changes it)"
	@echo "make demo-large   the same with $(N) made-up articles (N= changes it); a second run goes on with what is there"
	@echo "make test   set up, run linters, types and all tests, by two workers more than cores (WORKERS= changes it)"
	@echo "make env    set up only: the environment in $(VENV)"
	@echo "make lint | types | layout | unit | compat   one part of make test"
	@echo "make proof  the long trials whole (crashes at random moments, power loss at every step, damaged files,"
	@echo "            spoilt pages, every number beside a link), and figures into docs/figures.md; DATA=FILE adds those of speed,"
	@echo "            COUNTS='20000 100000' those of engines"
	@echo "make peers  add the engines and extractors that tratin bench and tratin quality compare ours with"
	@echo "make clean  remove the environment and the data of the demonstrations"

env: $(STAMP)

$(STAMP): requirements/build.txt requirements/dev.txt pyproject.toml
	@tools/check-python.sh "$(PYTHON)"
	@echo "Setting up $(VENV): about 300 MB, a minute or two the first time ..."
	@test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r requirements/build.txt -r requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $(STAMP)

demo: env
	@$(BIN)/tratin --home $(DEMO) init --quiet
	@echo "1/3  Nạp các bài mẫu · adding the sample articles"
	@$(BIN)/tratin --home $(DEMO) add --source "Bài mẫu" seeds/articles
	@echo "2/3  Lập chỉ mục · building the index"
	@$(BIN)/tratin --home $(DEMO) build
	@echo "3/3  Mở trang · serving the site"
	@$(BIN)/tratin --home $(DEMO) serve --port $(PORT)

# A home for each N: what was finished there is not done again. Its tratin.toml says that all is made up, so that
# every page does, however the site is started.
demo-large: env
	@mkdir -p $(LARGE)
	@test -e $(LARGE)/tratin.toml || cp tools/synth/demo.toml $(LARGE)/tratin.toml
	@$(BIN)/tratin --home $(LARGE) init --quiet
	@echo "1/4  Tạo $(N) bài giả · making up $(N) articles"
	@test -e $(LARGE)/articles.jsonl || $(BIN)/tratin synth -n $(N) --out $(LARGE)/articles.jsonl
	@echo "2/4  Nạp bài · adding them"
	@test -e $(LARGE)/.added || { \
		$(BIN)/tratin --home $(LARGE) add --source "Bài tự tạo" $(LARGE)/articles.jsonl && touch $(LARGE)/.added; }
	@echo "3/4  Lập chỉ mục · building the index"
	@$(BIN)/tratin --home $(LARGE) search --size 1 >/dev/null 2>&1 || $(BIN)/tratin --home $(LARGE) build
	@echo "4/4  Mở trang · serving the site"
	@$(BIN)/tratin --home $(LARGE) serve --port $(PORT)

# Types and the other Whoosh are looked at beside the tests, which wait for each other's turns often enough.
test: env lint layout
	@$(MAKE) --no-print-directory -j3 types unit compat

lint: env
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: env
	@$(BIN)/mypy

layout: env
	@$(BIN)/lint-imports --no-cache

# Commands run in hundreds of processes: what they import is compiled once, whatever the environment says.
# Many tests wait (for a portal's turn, a page, a process that ends): two workers more than cores.
WORKERS ?= $(shell "$(PYTHON)" -c 'import os; print(os.cpu_count() + 2)')
unit: env
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

# The codec on the other Whoosh, in an environment of its own over the usual one: the way out if it is ever needed.
WHOOSH3 := $(VENV)/whoosh3
$(WHOOSH3)/.ready: $(STAMP) requirements/whoosh3.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --upgrade \
		--target $(WHOOSH3) -r requirements/whoosh3.txt
	@touch $@

compat: env $(WHOOSH3)/.ready
	@PYTHONPATH=$(WHOOSH3) $(BIN)/python -c 'import whoosh; assert whoosh.__version__[0] == 3, whoosh.__version__'
	@PYTHONPATH=$(WHOOSH3) $(BIN)/python -m pytest tests/search/embedded/test_whoosh.py

clean:
	rm -rf $(VENV) $(DEMO) var/demo-large-*

# Engines and extractors to compare with, into the same environment; their locks agree with those of the project.
# The lock is whole, so nothing needs resolving: pip 23 stumbles over an extra that two of them ask for.
.PHONY: peers
peers: env
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
		-r requirements/peers.txt

# The long trials whole, where make test runs a few rounds of each, and then the figures. A missed goal does not
# stop the others: it stands on the page, and the exit code tells. KEEP holds analysed articles and indexes.
FIGURES := docs/figures.md
DATA ?=
COUNTS ?= 20000 100000
KEEP ?= var/engine
SOME := var/proof-2000.jsonl
MEASURES := "bench crash" "quality seeds" "quality analysis" "quality clean" "quality enrich" "quality language" \
	"quality similar $(if $(DATA),--items $(DATA))" \
	"bench analysis" \
	"bench enrich" \
	"bench clean --pages 100000" \
	"bench frontier --pages 1000000" \
	"bench crawl" \
	"bench backup" \
	"fuzz query --count 1000000" \
	$(if $(TRATIN_PRIVATE_DATA),"quality ranking $(if $(DATA),--items $(DATA))") \
	$(if $(DATA),$(foreach each,add build search,"bench $(each) --data $(SOME)") \
	"bench query --data $(DATA) --articles 100000 --keep $(KEEP)-query" \
	"bench backup --data $(DATA) --articles 100000" \
	"bench web --data $(DATA) --articles 100000 --keep $(KEEP)-web" \
	"bench precedents --data $(DATA) --articles 100000 --keep $(KEEP)-web" \
	$(foreach n,$(COUNTS),"bench engine --data $(DATA) --articles $(n) --keep $(KEEP)-$(n)"))

.PHONY: proof
proof: env
	@TRATIN_PROOF=1 $(BIN)/python -m pytest tests/index/store/test_crash.py tests/tools/test_add_crash.py tests/tools/test_crawl_command.py \
		tests/search/embedded/test_power_loss.py tests/search/embedded/test_disk_errors.py \
		tests/search/embedded/test_kill.py tests/search/embedded/test_damage.py \
		tests/index/test_clean_mutations.py tests/web/test_everywhere.py tests/web/test_promises.py \
		tests/web/test_smuggling.py tests/tools/test_fuzzed_requests.py tests/tools/test_generations_under_load.py \
		tests/tools/test_soak.py tests/contract/test_precedents.py
	@$(if $(DATA),mkdir -p var && head -n 2000 "$(DATA)" > $(SOME))
	@missed=0; for each in $(MEASURES); do $(BIN)/tratin $$each --record $(FIGURES) || missed=7; done; exit $$missed
