# VoxelBench: `make` lists the targets.
#
# PROTOCOL  quick (default) or another of docs/protocol.md, or the path of a protocol file
# DATASET   the labelled data sets that new-protocol is about
# DATA      folder of your data sets (nnU-Net raw layout); phantoms need none
# ENGINE    auto (default), torch, nd4j; for benchmark, slurm and selftest
# DEVICE    auto (default), cpu, cuda, cuda:N; for the same and new-protocol
# OUT       folder of the results; default results/ and the protocol's name
# PLUGINS   jar of a method plugin or folder of jars; default plugins/ if it is there
# PROFILE   what to build for: torch-cuda, nd4j-cuda, or nothing for the CPU (default: as built before)
# NAME      the method that new-method and plugin are about
# RUN       the folder of the run that replay is about
# FILE      the file of weights that weights is about
# PEER      a Python with PyTorch, such as python3, that bench runs the same training in; with nnU-Net for test-peer
# ARGS      further options of the command line, such as ARGS=--dry-run

PROTOCOL ?= quick
DATA ?=
DATASET ?=
ENGINE ?= auto
DEVICE ?= auto
OUT ?=
PLUGINS ?=
NAME ?=
RUN ?=
FILE ?=
PEER ?=
ARGS ?=
BUILT_FOR := harness/target/profile
INSTALLED := harness/target/installed
PROFILE ?= $(shell cat $(BUILT_FOR) 2>/dev/null)

# As the launcher sets it: Java takes the encoding of file names from the locale alone.
export LC_ALL := $(if $(filter UTF-8,$(shell LC_ALL=C.UTF-8 locale charmap 2>/dev/null)),C.UTF-8,en_US.UTF-8)

MVN := $(shell command -v mvn 2>/dev/null || echo ./mvnw) -B -ntp $(if $(PROFILE),-P$(PROFILE))
# Tests that measure, kill or need the whole machine run one class at a time.
ALONE := -Dsurefire.forks=1
APP := harness/target/voxelbench
VOXELBENCH := $(APP)/bin/voxelbench
SOURCES := $(shell find base engines datasets protocol methods reports harness -path '*/src/main/*' -type f -o -name pom.xml) pom.xml
PLUGIN_OPTIONS = $(if $(PLUGINS),--plugins "$(PLUGINS)")
OPTIONS = --protocol "$(PROTOCOL)" $(if $(OUT),--out "$(OUT)")
STORE_OPTIONS = $(if $(OUT),--out "$(OUT)",--protocol "$(PROTOCOL)")
RUN_OPTIONS = $(OPTIONS) --engine "$(ENGINE)" --device "$(DEVICE)" $(if $(DATA),--data "$(DATA)") $(PLUGIN_OPTIONS)

.DEFAULT_GOAL := help
.PHONY: help protocols new-protocol benchmark prepare slurm status resume verify replay test test-long test-memory test-peer test-slurm torture test-nd4j report claims published doctor selftest methods new-method install plugin datasets weights bench memory docs fuzz dist format clean jdk

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@sed -n 's/^# \([A-Z][A-Z]*  .*\)/  \1/p' $(MAKEFILE_LIST)

protocols: $(VOXELBENCH) ## list the shipped protocols; ARGS="show paper" prints one
	@$(VOXELBENCH) protocols $(ARGS)

new-protocol: $(VOXELBENCH) ## write a protocol for your own data: DATA=mydata DATASET="Liver Spleen"
	@$(VOXELBENCH) new-protocol $(if $(DATA),--data "$(DATA)") $(foreach name,$(DATASET),--dataset "$(name)") $(if $(filter-out auto,$(DEVICE)),--device "$(DEVICE)") $(ARGS)

benchmark: $(VOXELBENCH) ## pre-train, adapt, evaluate, rank and report: the whole benchmark
	@$(VOXELBENCH) benchmark $(RUN_OPTIONS) $(ARGS)

prepare: $(VOXELBENCH) ## verify, plan and preprocess alone; several machines may do it on one OUT
	@$(VOXELBENCH) prepare $(OPTIONS) $(if $(DATA),--data "$(DATA)") $(PLUGIN_OPTIONS) $(ARGS)

slurm: $(VOXELBENCH) ## write the jobs of a benchmark for SLURM, or ARGS="--scheduler lsf": a folder with submit.sh
	@$(VOXELBENCH) slurm $(OPTIONS) --engine "$(ENGINE)" --device "$(DEVICE)" $(if $(DATA),--data "$(DATA)") $(PLUGIN_OPTIONS) $(ARGS)

status: $(VOXELBENCH) ## show what is done, running, interrupted, failed and left
	@$(VOXELBENCH) status $(STORE_OPTIONS) $(PLUGIN_OPTIONS) $(ARGS)

resume: $(VOXELBENCH) ## go on with an interrupted benchmark as it was started
	@$(VOXELBENCH) resume $(STORE_OPTIONS) $(if $(DATA),--data "$(DATA)") $(PLUGIN_OPTIONS) $(ARGS)

verify: $(VOXELBENCH) ## read and hash all results, weights, checkpoints and caches again
	@$(VOXELBENCH) verify $(STORE_OPTIONS) $(if $(DATA),--data "$(DATA)") $(ARGS)

replay: $(VOXELBENCH) ## train a run that is done once more and compare: RUN=results/quick/runs/ID
	@$(VOXELBENCH) replay $(if $(DATA),--data "$(DATA)") $(PLUGIN_OPTIONS) $(ARGS) -- "$(RUN)"

test: jdk ## build and run all tests; what needs other data or hardware is reported as skipped
	@$(MVN) verify

test-long: $(INSTALLED) ## the tests that take half an hour: real data sets from raw file to result
	@$(MVN) verify $(ALONE) -Dtests.only=long -Dtests.excluded=

test-memory: jdk ## a step's peak memory beside programs written by hand in LibTorch; takes minutes
	@$(MVN) verify $(ALONE) -Dtests.only=memory -Dtests.excluded= -pl harness -am

test-peer: jdk ## the same trainings, files and predictions in nnU-Net itself: PEER=python3; takes minutes
	@VOXELBENCH_PEER="$(or $(PEER),python3)" $(MVN) verify $(ALONE) -Dtests.only=peer -Dtests.excluded= -pl harness -am

test-slurm: jdk ## a small benchmark on a real SLURM of two nodes on this machine, with kills; needs slurm-wlm (apt-get install slurm-wlm); takes minutes
	@$(MVN) verify $(ALONE) -Dtests.only=slurm -Dtests.excluded= -pl harness -am

torture: $(VOXELBENCH) ## kill a small benchmark at 25 moments, and for SECONDS=600 eight that share a folder; takes an hour
	@$(MVN) verify $(ALONE) -Dtests.only=torture -Dtests.excluded= -Dvoxelbench.torture.seconds=$(or $(SECONDS),600) -pl harness -am

test-nd4j: jdk ## networks, losses and methods again, on ND4J instead of LibTorch
	@$(MVN) verify -Dtests.engine=nd4j -pl engines/nd4j,protocol/preparation,protocol/training,protocol/evaluation,methods -am

report: $(VOXELBENCH) ## write the report again from the results that are there
	@$(VOXELBENCH) report $(OPTIONS) $(if $(DATA),--data "$(DATA)") $(ARGS)

claims: $(VOXELBENCH) ## say what the results say of the protocol's claims; ARGS=--require: exit 1 unless all hold
	@$(VOXELBENCH) claims $(STORE_OPTIONS) $(ARGS)

published: $(VOXELBENCH) ## rank the published tables of results/published, and say how far they agree
	@$(VOXELBENCH) published $(ARGS)

doctor: $(VOXELBENCH) ## say what this machine can run, and why something can't
	@$(VOXELBENCH) doctor $(PLUGIN_OPTIONS) $(if $(DATA),--data "$(DATA)") $(ARGS)

selftest: $(VOXELBENCH) ## check that this machine computes rightly, on DEVICE= by ENGINE= (default: all that serve it)
	@$(VOXELBENCH) selftest $(if $(filter-out auto,$(ENGINE)),--engine "$(ENGINE)") --device "$(DEVICE)" $(if $(OUT),--out "$(OUT)") $(ARGS)

methods: $(VOXELBENCH) ## list the methods
	@$(VOXELBENCH) methods $(PLUGIN_OPTIONS) $(ARGS)

new-method: $(VOXELBENCH) ## begin a method of your own: NAME=my-method writes plugins-src/my-method
	@$(VOXELBENCH) new-method $(PLUGIN_OPTIONS) $(ARGS) -- "$(NAME)"

install: $(INSTALLED) ## put the modules into the local Maven repository, for plugins and programs

$(INSTALLED): $(VOXELBENCH)
	@$(MVN) -q -DskipTests -Dmaven.source.skip -Dmaven.javadoc.skip install
	@touch $@

plugin: $(INSTALLED) ## build and test plugins-src/NAME and put its jar into plugins/
	@[ -n "$(NAME)" ] && [ -f "plugins-src/$(NAME)/pom.xml" ] || \
	  { echo "There is no plugins-src/$(NAME)/pom.xml; name a folder of plugins-src with NAME=, or begin one with make new-method." >&2; exit 2; }
	@$(MVN) -q -f "plugins-src/$(NAME)/pom.xml" package
	@mkdir -p plugins && cp "plugins-src/$(NAME)/target/$(NAME).jar" plugins/
	@echo "plugins/$(NAME).jar is ready; 'make methods' lists it."

weights: $(VOXELBENCH) ## say what is in a file of weights, and what of it would reach a network: FILE=x.pth
	@$(VOXELBENCH) weights show $(ARGS) -- "$(FILE)"

datasets: $(VOXELBENCH) ## list the data sets and how far they are; ARGS="fetch NAME" fetches one
	@$(VOXELBENCH) datasets $(if $(DATA),--data "$(DATA)") $(ARGS)

# The heap is resident from the start: what the process grows by is native memory.
bench: jdk ## measure training, data preparation, prediction, memory, checkpoints (JMH); PEER=python3: in turn with PyTorch
	@$(MVN) -q -DskipTests package
	@MALLOC_ARENA_MAX=$${MALLOC_ARENA_MAX:-1} OMP_WAIT_POLICY=$${OMP_WAIT_POLICY:-PASSIVE} \
	  "$${JAVA_HOME:+$$JAVA_HOME/bin/}java" \
	  -Xms512m -Xmx512m -XX:+AlwaysPreTouch -XX:+UseParallelGC -Djava.awt.headless=true \
	  -cp "harness/target/test-classes:$$(cat harness/target/bench.classpath)" org.voxelbench.bench.Bench $(if $(PEER),--peer "$(PEER)") $(ARGS)

memory: jdk ## measure bytes per voxel of U-Nets in every method and write docs/memory.md; takes an hour
	@$(MVN) -q -DskipTests package
	@"$${JAVA_HOME:+$$JAVA_HOME/bin/}java" -Xmx1g -Djava.awt.headless=true \
	  -cp "harness/target/test-classes:$$(cat harness/target/bench.classpath)" org.voxelbench.memory.MemoryMain $(ARGS)

docs: jdk ## write the tables of docs/ again that come from the code
	@$(MVN) -q verify -Dvoxelbench.draw=yes -Dtest='ArrowsTest,ProtocolReferenceTest,ResultsReferenceTest,ScalingTest' -Dsurefire.failIfNoSpecifiedTests=false -pl harness -am

# What was found is left in target/fuzz: inputs that reach new code, and findings as files.
fuzz: jdk ## feed random files to every reader, for SECONDS=600 each; READERS="nifti plans" for some
	@$(MVN) -q -DskipTests package
	@for reader in $(or $(READERS),$(notdir $(wildcard harness/src/test/resources/fuzz/*))); do \
	  mkdir -p target/fuzz/$$reader/corpus target/fuzz/$$reader/findings; \
	  echo "$$reader, $(or $(SECONDS),600) s ..."; \
	  "$${JAVA_HOME:+$$JAVA_HOME/bin/}java" -Xmx512m -Dvoxelbench.fuzz.reader=$$reader \
	    -cp "harness/target/test-classes:$$(cat harness/target/bench.classpath)" \
	    com.code_intelligence.jazzer.Jazzer --target_class=org.voxelbench.fuzz.Fuzz \
	    --instrumentation_includes='org.voxelbench.**:com.fasterxml.jackson.dataformat.yaml.**' \
	    --custom_hook_includes='org.voxelbench.**' \
	    --reproducer_path=target/fuzz/$$reader/findings -artifact_prefix=target/fuzz/$$reader/findings/ \
	    -max_total_time=$(or $(SECONDS),600) -max_len=4096 -timeout=60 -rss_limit_mb=3000 \
	    target/fuzz/$$reader/corpus harness/src/test/resources/fuzz/$$reader \
	    > target/fuzz/$$reader/log.txt 2>&1 || \
	    { grep -A 8 '== Java Exception\|^==.*ERROR' target/fuzz/$$reader/log.txt || tail -20 target/fuzz/$$reader/log.txt; \
	      echo "The input lies in target/fuzz/$$reader/findings, the log beside it." >&2; exit 1; }; \
	  grep '^Done ' target/fuzz/$$reader/log.txt; \
	done

dist: jdk ## write dist/voxelbench-VERSION-linux-x86_64.tar.gz: program, SBOM, licences, checksums; PROFILE=torch-cuda: for GPUs
	@echo "Building VoxelBench$(if $(PROFILE), for $(PROFILE)) ..."
	@$(MVN) -q -P dist -DskipTests $(if $(SOURCE_DATE_EPOCH),-Dproject.build.outputTimestamp=$(SOURCE_DATE_EPOCH)) verify
	@echo "$(PROFILE)" > $(BUILT_FOR)
	@touch $(VOXELBENCH)
	@mkdir -p dist
	@for archive in distribution/target/voxelbench-*.tar.gz; do \
	  mv "$$archive" "$$archive.sha256" dist/ && echo "dist/$${archive##*/}"; \
	done

format: jdk ## format all sources
	@$(MVN) -q -P dist spotless:apply

clean: jdk ## remove what was built; results stay
	@$(MVN) -q -P dist clean

jdk:
	@command -v "$${JAVA_HOME:+$$JAVA_HOME/bin/}javac" >/dev/null 2>&1 || \
	  { echo "VoxelBench needs a JDK 17 or newer (javac was not found); install one, or set JAVA_HOME to it." >&2; exit 2; }

# Built for another profile is not built.
ifneq ($(strip $(shell cat $(BUILT_FOR) 2>/dev/null)),$(strip $(PROFILE)))
.PHONY: $(VOXELBENCH)
endif
$(VOXELBENCH): $(SOURCES) | jdk
	@echo "Building VoxelBench$(if $(PROFILE), for $(PROFILE)) ..."
	@$(MVN) -q -DskipTests package
	@echo "$(PROFILE)" > $(BUILT_FOR)
	@touch $@
