# What one does with this repository. `make` alone lists it.

MVN := mvn --batch-mode --no-transfer-progress -Dstyle.color=never
REPORTS := promotion-core promotion-bpmn forks/operaton spring-adapter spring-adapter/boot4 examples/quickstart examples/custom-process \
	examples/benchmark/contest examples/benchmark/camunda examples/benchmark/flowable examples/benchmark examples/fault-harness \
	examples/spring-host examples/spring-host/boot4
QUICKSTART := examples/quickstart/target
BENCHMARK := examples/benchmark/target
CONTEST := examples/benchmark,examples/benchmark/camunda,examples/benchmark/operaton,examples/benchmark/flowable
FAULTS := examples/fault-harness/target
HOST := examples/spring-host/target
PORT := 8080

.PHONY: help demo host bench faults test operaton format check

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## Build and run the quickstart (OUT=DIR keeps its audit export, DATABASE="ADDRESS USER PASSWORD" for PostgreSQL)
	@echo "Building the quickstart (the first time, Maven fetches what it needs) ..."
	@$(MVN) --quiet package --projects examples/quickstart --also-make \
		-DskipTests -Dmaven.javadoc.skip=true -Dcyclonedx.skip=true -Dsluice.viewer.skip=true
	@java $(if $(OUT),-Dsluice.demo.out="$(OUT)") -cp "$(QUICKSTART)/classes:$$(cat $(QUICKSTART)/classpath.txt)" io.sluice.example.quickstart.Quickstart $(DATABASE)

host: ## Build and run the Spring Boot example with all screens (PORT=18080; PROFILES=postgres for PostgreSQL)
	@echo "Building the example (the first time, Maven and npm fetch what they need) ..."
	@$(MVN) --quiet package --projects examples/spring-host --also-make \
		-DskipTests -Dmaven.javadoc.skip=true -Dcyclonedx.skip=true -Dsluice.viewer.skip=true
	@java -cp "$(HOST)/classes:$$(cat $(HOST)/classpath.txt)" io.sluice.example.host.HostApplication \
		--server.port=$(PORT) $(if $(PROFILES),--spring.profiles.active=$(PROFILES))

bench: ## Measure what the library costs, against others, too (PART=queue for one part, PART=scale for what one PostgreSQL carries; QUICK=1; REPORT=docs; PROFILE=1)
	@echo "Building the benchmark ..."
	@$(MVN) --quiet package --projects $(CONTEST) --also-make \
		-DskipTests -Dmaven.javadoc.skip=true -Dcyclonedx.skip=true -Dsluice.viewer.skip=true
	@$(if $(filter screens,$(PART)),:,java -Xmx1g $(if $(QUICK),-Dsluice.bench.quick=true) $(if $(REPORT),-Dsluice.bench.report=$(REPORT)) \
		$(if $(PROFILE),-Dsluice.bench.profile=true) -cp "$(BENCHMARK)/classes:$$(cat $(BENCHMARK)/classpath.txt)" io.sluice.example.benchmark.Benchmark $(PART))
	@$(if $(filter-out screens,$(PART)),:,node spring-adapter/src/main/ui/build/maven.mjs bench)

faults: ## Try to break it (PART=crash|database|mail|kill|zombie|clock|schema|upgrade|restore|soak for one part, MINUTES=60 for the long run)
	@echo "Building the fault harness ..."
	@$(MVN) --quiet package --projects examples/fault-harness --also-make \
		-DskipTests -Dmaven.javadoc.skip=true -Dcyclonedx.skip=true -Dsluice.viewer.skip=true
	@older=""; if [ -z "$(PART)" ] || [ "$(PART)" = upgrade ]; then older=$$(examples/fault-harness/build-older "$(FAULTS)/older" $(OLD)); fi; \
		java -Xmx2g -Dfaults.folder="$(FAULTS)/faults" -Dfaults.old="$$older" \
		-cp "$(FAULTS)/classes:$$(cat $(FAULTS)/classpath.txt)" io.sluice.example.faults.FaultHarness $(PART) $(if $(MINUTES),minutes=$(MINUTES))

test: ## Build everything, run every test and every check, and print the totals
	@./.ci/set-up
	@rm -rf $(addsuffix /target/surefire-reports,$(REPORTS))
	@$(MVN) --quiet spotless:check@formatting checkstyle:check@documented
	@status=0; $(MVN) verify || status=$$?; ./.ci/test-totals $(REPORTS); exit $$status

operaton: ## Run every test of processes on Operaton, a fork of the engine, instead of Camunda
	@rm -rf forks/operaton/target/surefire-reports
	@status=0; $(MVN) --quiet --activate-profiles operaton verify --projects forks/operaton --also-make \
		-DskipTests -Dmaven.javadoc.skip=true -Dcyclonedx.skip=true -Dsluice.viewer.skip=true || status=$$?; \
		./.ci/test-totals forks/operaton; exit $$status

format: ## Format the Java sources
	@$(MVN) --quiet spotless:apply

check: ## Everything `make test` checks, without running the tests
	@$(MVN) --quiet verify -DskipTests
