package io.sluice.promotion.bpmn.verify.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.promotion.bpmn.verify.Limits;
import io.sluice.promotion.bpmn.verify.report.ReportFormat;
import io.sluice.promotion.problem.InvalidInputException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    private static Options options(String line) {
        return Options.of(List.of(line.split(" ", -1)));
    }

    @Test
    void aFileAloneIsEnough() {
        Options options = options("a.bpmn");

        assertThat(options.files()).containsExactly(Path.of("a.bpmn"));
        assertThat(options.policy()).isEmpty();
        assertThat(options.steps()).isEmpty();
        assertThat(options.output()).isEmpty();
        assertThat(options.format()).isEqualTo(ReportFormat.TEXT);
        assertThat(options.limits()).isEqualTo(Limits.STANDARD);
        assertThat(options.isGeneral()).isFalse();
        assertThat(options.isStrict()).isFalse();
    }

    @Test
    void takesOptionsInAnyPlaceWithASpaceOrAnEqualsSign() {
        Options options = options("--policy=p.json a.bpmn --steps s.json --format HTML b.bpmn --output=o --strict"
                + " --limit-states 10 --limit-seconds=60");

        assertThat(options.files()).containsExactly(Path.of("a.bpmn"), Path.of("b.bpmn"));
        assertThat(options.policy()).contains(Path.of("p.json"));
        assertThat(options.steps()).contains(Path.of("s.json"));
        assertThat(options.output()).contains(Path.of("o"));
        assertThat(options.format()).isEqualTo(ReportFormat.HTML);
        assertThat(options.limits()).isEqualTo(new Limits(10, Duration.ofSeconds(60)));
        assertThat(options.isStrict()).isTrue();
    }

    @Test
    void takesAllBehindTwoHyphensForFiles() {
        assertThat(options("--general -- --strict.bpmn a=b.bpmn").files())
                .containsExactly(Path.of("--strict.bpmn"), Path.of("a=b.bpmn"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--verbose a.bpmn",
                "-x a.bpmn",
                "a.bpmn --policy",
                "--policy= a.bpmn",
                "--strict --strict a.bpmn",
                "--policy a --policy b a.bpmn",
                "--limit-states 0 a.bpmn",
                "--limit-states -5 a.bpmn",
                "--limit-states 1e3 a.bpmn",
                "--limit-states 99999999999 a.bpmn",
                "--limit-seconds 86401 a.bpmn",
                "--strict",
                "--general --policy p.json a.bpmn",
                "--general --steps s.json a.bpmn",
                "a\u0000.bpmn"
            })
    void refusesWhatItDoesNotUnderstand(String line) {
        assertThat(refusal(line)).returns("verifier.arguments", InvalidInputException::code);
    }

    @Test
    void namesTheFormatsWhenOneIsUnknown() {
        assertThat(refusal("--format pdf a.bpmn"))
                .returns("report.format", InvalidInputException::code)
                .hasMessageContaining("text, json, junit, html");
    }

    private static InvalidInputException refusal(String line) {
        return catchThrowableOfType(InvalidInputException.class, () -> options(line));
    }
}
