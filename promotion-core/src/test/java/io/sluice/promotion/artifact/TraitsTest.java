package io.sluice.promotion.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.problem.InvalidInputException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraitsTest {
    @Test
    void areWhatTheMetadataDeclares() {
        assertThat(Traits.of(Map.of("data.pii", "false", "data.encrypted", "true", "executions", "12", "build", "7")))
                .isEqualTo(new Traits(Optional.of(false), true, 12));
        assertThat(Traits.of(Map.of())).isEqualTo(new Traits(Optional.empty(), false, 0));
    }

    @Test
    void whatNobodyUnderstandsCountsAsTheWorst() {
        assertThat(Traits.of(Map.of("data.pii", "maybe", "data.encrypted", "yes", "executions", "many")))
                .isEqualTo(new Traits(Optional.of(true), false, 100_000));
    }

    @ParameterizedTest
    @CsvSource({
        "data.pii, True, metadata.flag",
        "data.encrypted, yes, metadata.flag",
        "executions, -1, metadata.executions",
        "executions, 1.5, metadata.executions",
        "executions, 100001, metadata.executions"
    })
    void areRefusedAtRegistrationWhenMalformed(String key, String value, String code) {
        assertThatThrownBy(() -> new NewVersion(
                        new WorkspaceId("dev"),
                        ArtifactRef.agent("a"),
                        new VersionLabel("1"),
                        Digest.of(new byte[0]),
                        Set.of(new PersonId("alice")),
                        Map.of(key, value)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
