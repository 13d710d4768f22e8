package io.sluice.promotion.jdbc;

import static io.sluice.promotion.jdbc.Samples.ACME;
import static io.sluice.promotion.jdbc.Samples.GLOBEX;
import static io.sluice.promotion.jdbc.Samples.HASH;
import static io.sluice.promotion.jdbc.Samples.NOON;
import static io.sluice.promotion.jdbc.Samples.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.audit.AuditChain;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.ChainHead;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.testing.TestDatabase;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The audit trail and the memory of repeated commands: what is only ever added to. */
abstract class LedgerContract extends StorageContract {
    private static final String CHAIN = "workspace:prod";
    private static final IdempotencyRows.Entry ENTRY = new IdempotencyRows.Entry("request", HASH, "P1");

    LedgerContract(Supplier<TestDatabase> opening) {
        super(opening);
    }

    @Test
    void chainComesBackAsItWasAndVerifies() {
        AuditEvent first = first(everyKindOfValue());
        AuditEvent second = event(AuditChain.Head.at(first), Map.of());
        List<AuditEvent> written = List.of(first, second, event(AuditChain.Head.at(second), Map.of("n", 1)));

        written.forEach(storage.audit()::insert);

        List<AuditEvent> read = storage.audit().chain(ACME, CHAIN);
        assertThat(read).isEqualTo(written);
        assertThat(AuditChain.verify(read).isIntact()).isTrue();
        assertThat(storage.audit().chain(ACME, "workspace:other")).isEmpty();
        assertThat(storage.audit().chain(GLOBEX, CHAIN)).isEmpty();
    }

    @Test
    void tamperedEventIsStillReadAndShowsThatItWas() {
        for (String forged : List.of("{\"n\":2}", "{\"n\":1e999}", "{\"n\":1,\"n\":1}", "not JSON")) {
            storage.audit().insert(first(Map.of("n", 1)));
            database.execute("UPDATE sluice_audit_event SET data = '" + forged + "'");

            assertThat(AuditChain.verify(storage.audit().chain(ACME, CHAIN)).isIntact())
                    .isFalse();
            database.clear();
        }
    }

    @Test
    void secondEventWithTheSameNumberIsRefused() {
        AuditEvent event = first(Map.of());
        storage.audit().insert(event);

        assertThatThrownBy(() -> storage.audit().insert(event)).isInstanceOf(ConflictException.class);
    }

    @Test
    void headIsEmptyBeforeTheFirstEventAndMoves() {
        ChainHead moved = new ChainHead(1, HASH);

        commit(() -> {
            assertThat(storage.audit().lockHead(ACME, CHAIN)).isEqualTo(ChainHead.EMPTY);
            storage.audit().updateHead(ACME, CHAIN, moved);
        });

        commit(() -> assertThat(storage.audit().lockHead(ACME, CHAIN)).isEqualTo(moved));
        commit(() -> assertThat(storage.audit().lockHead(GLOBEX, CHAIN)).isEqualTo(ChainHead.EMPTY));
    }

    @Test
    void headsRacedForGrowWithoutAGap() {
        Race.of(4, () -> {
            for (int i = 0; i < 10; i++) {
                commit(() -> {
                    ChainHead head = storage.audit().lockHead(ACME, CHAIN);
                    storage.audit().updateHead(ACME, CHAIN, new ChainHead(head.seq() + 1, HASH));
                });
            }
            return true;
        });

        commit(() -> assertThat(storage.audit().lockHead(ACME, CHAIN).seq()).isEqualTo(40));
    }

    @Test
    void commandIsRememberedUnderItsKeyAndOrganization() {
        storage.idempotency().insert(ACME, "key-1", ENTRY, NOON);

        assertThat(storage.idempotency().find(ACME, "key-1")).contains(ENTRY);
        assertThat(storage.idempotency().find(ACME, "key-2")).isEmpty();
        assertThat(storage.idempotency().find(GLOBEX, "key-1")).isEmpty();
    }

    @Test
    void twinOfACommandIsRefusedAndCanThenReadWhatTheOtherDid() {
        storage.idempotency().insert(ACME, "key-1", ENTRY, NOON);

        commit(() -> {
            assertThatThrownBy(() -> storage.idempotency()
                            .insert(ACME, "key-1", new IdempotencyRows.Entry("request", HASH, "P2"), NOON))
                    .isInstanceOf(ConflictException.class)
                    .hasFieldOrPropertyWithValue("code", "idempotency.race");
            assertThat(storage.idempotency().find(ACME, "key-1")).contains(ENTRY);
        });
    }

    @Test
    void oldCommandsAreForgottenOldestFirst() {
        for (int i = 0; i < 5; i++) {
            storage.idempotency().insert(ACME, "key-" + i, ENTRY, NOON.plusSeconds(i));
        }

        assertThat(storage.idempotency().deleteOlderThan(NOON.plusSeconds(4), 3))
                .isEqualTo(3);
        assertThat(database.texts("SELECT idem_key FROM sluice_idempotency ORDER BY 1"))
                .containsExactly("key-3", "key-4");
        assertThat(storage.idempotency().deleteOlderThan(NOON.plusSeconds(4), 3))
                .isEqualTo(1);
    }

    private static Map<String, @Nullable Object> everyKindOfValue() {
        Map<String, @Nullable Object> data = new HashMap<>();
        data.put("text", TEXT);
        data.put("none", null);
        data.put("yes", true);
        data.put("whole", 7L);
        data.put("huge", Long.MIN_VALUE);
        data.put("third", 1 / 3.0);
        data.put("small", Double.MIN_VALUE);
        data.put("list", Arrays.asList("b", 1L, null, List.of(), Map.of("deep", List.of(Map.of("deeper", TEXT)))));
        data.put("\u20ac", "sorts after \ud83d\ude00 in UTF-16");
        return data;
    }

    private static AuditEvent event(AuditChain.Head head, Map<String, ? extends @Nullable Object> data) {
        return AuditChain.next(
                head, "policy.replaced", NOON, "person:7f3a", Optional.of("cause"), Optional.of(HASH), data);
    }

    private static AuditEvent first(Map<String, ? extends @Nullable Object> data) {
        return event(AuditChain.Head.before(ACME, CHAIN), data);
    }
}
