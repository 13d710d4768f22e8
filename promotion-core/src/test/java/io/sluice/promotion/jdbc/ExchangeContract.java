package io.sluice.promotion.jdbc;

import static io.sluice.promotion.jdbc.Samples.ACME;
import static io.sluice.promotion.jdbc.Samples.AGENT;
import static io.sluice.promotion.jdbc.Samples.DEV;
import static io.sluice.promotion.jdbc.Samples.GLOBEX;
import static io.sluice.promotion.jdbc.Samples.NOON;
import static io.sluice.promotion.jdbc.Samples.PROD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.audit.ChainHead;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.organization.Organization;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.release.Target;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.testing.StatementCount;
import io.sluice.promotion.testing.TestDatabase;
import io.sluice.promotion.transaction.Transactions;
import io.sluice.promotion.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions that are asked together, and writes that wait for the next statement. */
abstract class ExchangeContract extends StorageContract {
    private static final PromotionId FIRST = new PromotionId("P001");

    private final StatementCount statements = new StatementCount();
    private final Transactions watched;
    private final Storage counted;

    ExchangeContract(Supplier<TestDatabase> opening) {
        super(opening);
        watched = Transactions.threadBound(statements.watching(database.dataSource()));
        counted = Storage.open(watched, Optional.empty());
    }

    /** How often the database is asked for so many statements that go together. */
    abstract int exchanges(int statements);

    @BeforeEach
    void settle() {
        Samples.world(storage, ACME);
        Samples.promotions(storage, ACME, 1);
        commit(() -> storage.targets().lock(ACME, PROD, AGENT));
        statements.reset();
    }

    @Test
    void questionsWithTheSameNamesForOtherValuesAreAnsweredTogether() {
        Read<Optional<Workspace>> dev = counted.workspaces().findRead(ACME, DEV);
        Read<Optional<Workspace>> prod = counted.workspaces().findRead(ACME, PROD);
        Read<Optional<Workspace>> foreign = counted.workspaces().findRead(GLOBEX, PROD);

        counted.ask(List.of(dev, prod, foreign, dev));

        assertThat(dev.value().map(Workspace::id)).contains(DEV);
        assertThat(prod.value().map(Workspace::id)).contains(PROD);
        assertThat(foreign.value()).isEmpty();
        assertThat(statements.statements()).hasSize(exchanges(3));
    }

    @Test
    void questionIsAskedOnce() {
        Read<Optional<Workspace>> dev = counted.workspaces().findRead(ACME, DEV);

        assertThat(dev.value()).isEqualTo(dev.value());
        counted.ask(List.of(dev));

        assertThat(statements.statements()).hasSize(1);
    }

    @Test
    void writeThatWaitsIsSeenByTheNextQuestionOfItsUnitOfWork() {
        unit(() -> {
            Target target = counted.targets().lock(ACME, PROD, AGENT);
            statements.reset();
            counted.targets().update(target.fenced());
            assertThat(statements.statements()).isEmpty();

            assertThat(counted.promotions().find(ACME, FIRST)).isPresent();

            assertThat(statements.statements()).hasSize(exchanges(2));
            assertThat(storedFence()).as("not committed").isEqualTo("0");
        });

        assertThat(storedFence()).isEqualTo("1");
    }

    @Test
    void writeThatWaitsIsWrittenAtTheEndOfWhatIsOne() {
        commitWatched(() -> {
            counted.asOne(() -> {
                Target target = counted.targets().lock(ACME, PROD, AGENT);
                counted.targets().update(target.fenced());
                return target;
            });
            statements.reset();

            assertThat(counted.targets().find(ACME, PROD, AGENT).map(Target::fence))
                    .contains(1L);

            assertThat(statements.statements()).as("no write is left").hasSize(1);
        });
    }

    @Test
    void nothingIsWrittenOfWhatFailed() {
        assertThatThrownBy(() -> unit(() -> {
                    Target target = counted.targets().lock(ACME, PROD, AGENT);
                    counted.targets().update(target.fenced());
                    throw new IllegalArgumentException("changed my mind");
                }))
                .hasMessage("changed my mind");

        assertThat(storedFence()).isEqualTo("0");
        assertThat(counted.targets().find(ACME, PROD, AGENT).map(Target::fence)).contains(0L);
    }

    @Test
    void rowThatIsLockedIsReadOnceAndKnownAsItWasWritten() {
        unit(() -> {
            PromotionRequest request =
                    counted.promotions().lock(ACME, FIRST).orElseThrow().request();
            PromotionRequest checking =
                    request.advancedTo(PromotionStatus.PENDING, PromotionPhase.AWAITING_APPROVAL, "soon");
            ChainHead head = new ChainHead(7, "b".repeat(64));
            counted.promotions().update(checking, head, NOON);
            statements.reset();

            assertThat(counted.promotions().lock(ACME, FIRST)).contains(new PromotionRows.Locked(checking, head));
            assertThat(counted.promotions().find(ACME, FIRST)).contains(checking);

            assertThat(statements.statements()).isEmpty();
        });

        assertThat(storage.promotions().find(ACME, FIRST).map(PromotionRequest::detail))
                .contains("soon");
    }

    @Test
    void whatIsKnownIsForgottenWithItsUnitOfWork() {
        unit(() -> counted.targets().lock(ACME, PROD, AGENT));
        Target now = storage.targets().find(ACME, PROD, AGENT).orElseThrow();
        storage.targets().update(now.fenced());

        unit(() -> assertThat(counted.targets().lock(ACME, PROD, AGENT).fence()).isEqualTo(1));
    }

    @Test
    void unitOfWorkOfItsOwnNeitherWritesNorKnowsWhatTheOuterOneDoes() {
        unit(() -> {
            Target target = counted.targets().lock(ACME, PROD, AGENT);
            counted.targets().update(target.fenced());

            watched.requiresNew(() -> {
                assertThat(counted.targets().find(ACME, PROD, AGENT).map(Target::fence))
                        .contains(0L);
                return counted.asOne(() -> {
                    counted.organizations().insert(new Organization(GLOBEX, "Globex", NOON));
                    return true;
                });
            });

            assertThat(storage.organizations().find(GLOBEX)).isPresent();
            assertThat(storedFence()).isEqualTo("0");
        });

        assertThat(storedFence()).isEqualTo("1");
    }

    @Test
    void writeThatFindsTheRowChangedIsRefusedLaterButRefused() {
        assertThatThrownBy(() -> unit(() -> {
                    PromotionRequest request =
                            counted.promotions().find(ACME, FIRST).orElseThrow();
                    PromotionRequest twice = request.advancedTo(PromotionStatus.PENDING, PromotionPhase.CHECKING, "")
                            .advancedTo(PromotionStatus.PENDING, PromotionPhase.CHECKING, "");
                    counted.promotions().update(twice, new ChainHead(2, "b".repeat(64)), NOON);
                }))
                .isInstanceOfSatisfying(
                        ConflictException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("request.stale"));
    }

    @Test
    void rowsAreLockedAndWritesPutOffInsideAUnitOfWorkOnly() {
        assertThatThrownBy(() -> counted.asOne(() -> true)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> counted.promotions().lockRead(ACME, FIRST)).isInstanceOf(IllegalStateException.class);
    }

    /** A question behind a lock sees what was committed by whoever held it, however long that was waited for. */
    @Test
    void whatIsAskedTogetherWithALockIsReadUnderIt() throws Exception {
        List<Long> seen = Race.of(
                4,
                () -> watched.required(() -> counted.asOne(() -> {
                    Read<Optional<PromotionRows.Locked>> lock =
                            counted.promotions().lockRead(ACME, FIRST);
                    Read<Optional<Target>> behind = counted.targets().findRead(ACME, PROD, AGENT);
                    counted.ask(List.of(lock, behind));
                    Target target = behind.value().orElseThrow();
                    counted.targets().update(target.fenced());
                    return target.fence();
                })));

        assertThat(seen).containsExactlyInAnyOrder(0L, 1L, 2L, 3L);
    }

    private void unit(Runnable work) {
        commitWatched(() -> counted.asOne(() -> {
            work.run();
            return true;
        }));
    }

    private void commitWatched(Runnable work) {
        watched.required(() -> {
            work.run();
            return true;
        });
    }

    private String storedFence() {
        return database.texts("SELECT fence FROM sluice_target").get(0);
    }
}
