#!/usr/bin/env bash
# Makes the reports of the sample versions anew, with the real tools: see ../SAMPLES.md.
#   ./generate.sh                                all versions
#   ./generate.sh agent/support-assistant/1.6.0  this one; any number of versions may be named
# REPORTS="tests security performance" in the environment chooses what is made.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
artifacts=$(cd "$here/../src/main/resources/artifacts" && pwd)
reports=${REPORTS:-tests security performance}
eslint=node_modules/eslint/bin/eslint.js
formatter=node_modules/@microsoft/eslint-formatter-sarif/sarif.js
cd "$here"

tests() { # version kind: the JUnit XML that Surefire writes; a failing test ends the script
  rm -rf target/surefire-reports "$artifacts/$1/reports/tests"
  mkdir -p "$artifacts/$1/reports/tests"
  mvn -B -q test -Dsample.tags="$2" -Dsample.version="$1"
  for report in target/surefire-reports/TEST-*.xml; do
    node tidy.mjs surefire "$report" "$artifacts/$1/reports/tests/$(basename "$report")"
  done
}

security() { # version: the SARIF that ESLint writes; findings are no reason to stop
  mkdir -p target "$artifacts/$1/reports/security"
  (cd "$artifacts/$1" && node "$here/$eslint" -c "$here/eslint.config.mjs" \
    -f "$here/$formatter" -o "$here/target/eslint.sarif" handlers) || [ $? -eq 1 ]
  node tidy.mjs sarif target/eslint.sarif "$artifacts/$1/reports/security/eslint.sarif" "$artifacts/$1"
}

performance() { # version kind: the JSON that JMH writes; a noisy run, error above 15 %, is repeated
  local benchmark=AgentBenchmark run
  [ "$2" = agent ] || benchmark=OrchestrationBenchmark
  mkdir -p "$artifacts/$1/reports/performance"
  for run in {1..20}; do # enough for a machine that does something else at times
    java -cp "target/classes:$(cat target/classpath)" org.openjdk.jmh.Main "samples\.$benchmark" \
      -f 1 -wi 3 -w 1s -i 5 -r 500ms -foe true -v silent -rf json -rff target/jmh.json
    if node tidy.mjs jmh target/jmh.json "$artifacts/$1/reports/performance/jmh.json"; then
      return
    fi
  done
  return 1
}

if [ $# -eq 0 ]; then
  set -- agent/support-assistant/{1.4.0,1.5.0,1.6.0} orchestration/refund-flow/{2.0.0,2.1.0}
fi
[ -f "$eslint" ] || npm ci
mvn -B -q compile dependency:build-classpath -Dmdep.outputFile=target/classpath

for version in "$@"; do
  export SAMPLE_DIR=$artifacts/$version
  for report in $reports; do
    echo "$version: $report"
    "$report" "$version" "${version%%/*}"
  done
done
node check-story.mjs
