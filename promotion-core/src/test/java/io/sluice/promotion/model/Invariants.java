package io.sluice.promotion.model;

import static io.sluice.promotion.model.Snapshot.number;
import static io.sluice.promotion.model.Snapshot.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.model.Oracle.Place;
import io.sluice.promotion.model.Oracle.Request;
import io.sluice.promotion.model.Oracle.Ws;
import io.sluice.promotion.request.PromotionStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules that hold after every command, whatever it was; each is named as the domain names it. */
final class Invariants {
    private final World world;

    Invariants(World world) {
        this.world = world;
    }

    /** What the rows say is what the oracle says. */
    void agree(Snapshot now, Oracle oracle) {
        Map<String, Map<String, @Nullable Object>> promotions = byId(now);
        assertThat(promotions).as("requests").hasSize(oracle.requests.size());
        Map<String, Integer> yes = count(now, "APPROVED");
        Map<String, Integer> no = count(now, "REJECTED");
        Set<String> asked = new HashSet<>();
        now.rows("task").forEach(task -> asked.add(text(task, "promotion_id")));
        for (Request request : oracle.requests) {
            String id = request.id.value();
            String name = Commands.name(request);
            assertThat(text(promotions.get(id), "status"))
                    .as("status of %s", name)
                    .isEqualTo(request.status.name());
            assertThat(yes.getOrDefault(id, 0)).as("approvals of %s", name).isEqualTo(request.approvals.size());
            assertThat(no.getOrDefault(id, 0)).as("rejections of %s", name).isEqualTo(request.rejections.size());
            assertThat(asked.contains(id)).as("people are asked about %s", name).isNotEqualTo(request.asks.isEmpty());
        }
        Map<String, String> digests = new HashMap<>();
        now.rows("release").forEach(release -> digests.put(text(release, "id"), text(release, "digest")));
        Map<Place, Map<String, @Nullable Object>> targets = targets(now);
        for (Ws workspace : Ws.values()) {
            for (int artifact = 0; artifact < Oracle.ARTIFACTS; artifact++) {
                Place place = new Place(workspace, artifact);
                Map<String, @Nullable Object> target = targets.getOrDefault(place, Map.of());
                Oracle.Live live = oracle.live.get(place);
                assertThat(digests.get(text(target, "current")))
                        .as("live in %s", place)
                        .isEqualTo(
                                live == null
                                        ? null
                                        : World.digest(live.version()).value());
                Request holder = oracle.holders.get(place);
                assertThat(text(target, "held_by"))
                        .as("holder of %s", place)
                        .isEqualTo(holder == null ? "null" : holder.id.value());
            }
        }
    }

    /** What holds of any rows, and of any two snapshots one after the other. */
    void hold(Snapshot before, Snapshot now) {
        Map<String, Map<String, @Nullable Object>> promotions = byId(now);
        decisions(now, promotions);
        approvals(now, promotions);
        oneInFlight(now);
        lifecycle(before, now);
        releases(now, promotions);
        places(now);
        chains(before, now);
    }

    /** I1, I12, I13: nothing is deployed without a decision about exactly this subject, and attempts are fenced. */
    private static void decisions(Snapshot now, Map<String, Map<String, @Nullable Object>> promotions) {
        Map<String, Map<String, @Nullable Object>> gates = new HashMap<>();
        now.rows("gate").forEach(gate -> gates.put(text(gate, "promotion_id"), gate));
        Map<String, Set<Long>> fences = new HashMap<>();
        Map<String, Long> newest = new HashMap<>();
        Set<String> unknown = new HashSet<>();
        for (Map<String, @Nullable Object> attempt : now.rows("attempt")) {
            String id = text(attempt, "promotion_id");
            Map<String, @Nullable Object> promotion = promotions.get(id);
            Map<String, @Nullable Object> gate = gates.get(id);
            assertThat(gate).as("I1: a decision comes before an attempt").isNotNull();
            assertThat(text(gate, "subject_hash")).as("I1: subject").isEqualTo(text(promotion, "subject_hash"));
            String place = text(promotion, "artifact_id") + " in " + text(promotion, "target_id");
            assertThat(fences.computeIfAbsent(place, p -> new HashSet<>()).add(number(attempt, "fence")))
                    .as("I12: fence %s of %s is new", number(attempt, "fence"), place)
                    .isTrue();
            if (text(attempt, "state").equals("DONE")) {
                newest.merge(id + text(attempt, "step"), number(attempt, "fence"), Long::max);
            }
            if (text(attempt, "state").equals("STARTED")
                    && !text(attempt, "step").equals("VERIFY")) {
                unknown.add(id);
            }
        }
        promotions.forEach((id, promotion) -> {
            long deployed = newest.getOrDefault(id + "DEPLOY", 0L);
            long restored = newest.getOrDefault(id + "RESTORE", 0L);
            if (text(promotion, "status").equals("COMPLETED")) {
                assertThat(deployed).as("I13: completed means deployed last").isGreaterThan(restored);
                assertThat(unknown).as("I13: nothing is unknown").doesNotContain(id);
            }
            if (text(promotion, "status").equals("ROLLED_BACK")) {
                assertThat(restored).as("I13: rolled back means restored last").isGreaterThan(deployed);
                assertThat(unknown).as("I13: nothing is unknown").doesNotContain(id);
            }
        });
    }

    /** I2, I4, I6: approvals are about the subject, by others than requester and author, and a no is final. */
    private static void approvals(Snapshot now, Map<String, Map<String, @Nullable Object>> promotions) {
        Map<String, Comparable<Object>> firstNo = new HashMap<>();
        for (Map<String, @Nullable Object> approval : now.rows("approval")) {
            Map<String, @Nullable Object> promotion = promotions.get(text(approval, "promotion_id"));
            assertThat(text(approval, "subject_hash")).as("I2").isEqualTo(text(promotion, "subject_hash"));
            if (text(approval, "decision").equals("APPROVED")) {
                assertThat(text(approval, "person"))
                        .as("I4: nobody approves their own work")
                        .isNotEqualTo(text(promotion, "requested_by"))
                        .isNotEqualTo("alice");
            } else {
                firstNo.putIfAbsent(text(approval, "promotion_id"), time(approval, "decided_at"));
            }
        }
        for (Map<String, @Nullable Object> attempt : now.rows("attempt")) {
            Comparable<Object> no = firstNo.get(text(attempt, "promotion_id"));
            assertThat(no == null || no.compareTo(time(attempt, "started_at")) > 0)
                    .as("I6: nothing is deployed after a no")
                    .isTrue();
        }
        for (Map<String, @Nullable Object> gate : now.rows("gate")) {
            Map<String, @Nullable Object> promotion = promotions.get(text(gate, "promotion_id"));
            assertThat(text(gate, "approvers"))
                    .as("I4: counted approvers")
                    .doesNotContain('"' + text(promotion, "requested_by") + '"')
                    .doesNotContain("\"alice\"");
            if (text(promotion, "kind").equals("PROMOTION")
                    && text(promotion, "target_id").equals("prod")) {
                assertThat(text(gate, "approvers").split(","))
                        .as("I3, I7: production takes two distinct persons")
                        .hasSizeGreaterThanOrEqualTo(2);
            }
        }
    }

    /** I11 and I42: one in flight for each target; whoever holds one is open and decided. */
    private static void oneInFlight(Snapshot now) {
        Set<String> inFlight = new HashSet<>();
        for (Map<String, @Nullable Object> promotion : now.rows("promotion")) {
            boolean open = promotion.get("ended_at") == null;
            if (open) {
                assertThat(inFlight.add(text(promotion, "artifact_id") + "@" + text(promotion, "target_id")))
                        .as("I11: one in flight")
                        .isTrue();
            }
        }
    }

    /** I15, I16: the table of transitions, revisions that grow, ends that are absorbing. */
    private static void lifecycle(Snapshot before, Snapshot now) {
        Map<String, Map<String, @Nullable Object>> earlier = byId(before);
        for (Map<String, @Nullable Object> promotion : now.rows("promotion")) {
            PromotionStatus status = PromotionStatus.valueOf(text(promotion, "status"));
            assertThat(promotion.get("ended_at") != null)
                    .as("I15: ended exactly once")
                    .isEqualTo(status.isEnd());
            Map<String, @Nullable Object> was = earlier.get(text(promotion, "id"));
            if (was == null) {
                assertThat(number(promotion, "revision"))
                        .as("I16: begins with 1")
                        .isEqualTo(1);
                continue;
            }
            PromotionStatus old = PromotionStatus.valueOf(text(was, "status"));
            if (old.isEnd()) {
                assertThat(promotion.get("status"))
                        .as("I15: ends are absorbing")
                        .isEqualTo(was.get("status"));
                assertThat(promotion.get("ended_at")).as("I15").isEqualTo(was.get("ended_at"));
            }
            assertThat(old == status || old.canBecome(status))
                    .as("I16: %s → %s", old, status)
                    .isTrue();
            assertThat(number(promotion, "revision"))
                    .as("I16: revisions grow")
                    .isGreaterThanOrEqualTo(number(was, "revision"));
        }
    }

    /** I9, I10, I14: what is live came by registration, promotion or rollback, from where it had to come. */
    private static void releases(Snapshot now, Map<String, Map<String, @Nullable Object>> promotions) {
        Set<String> everLive = new HashSet<>();
        now.rows("release").forEach(release -> everLive.add(placed(release) + text(release, "digest")));
        for (Map<String, @Nullable Object> release : now.rows("release")) {
            if (release.get("promotion_id") == null) {
                assertThat(text(release, "workspace_id"))
                        .as("I9: only the head is registered into")
                        .isEqualTo("dev");
                continue;
            }
            Map<String, @Nullable Object> promotion = promotions.get(text(release, "promotion_id"));
            assertThat(text(release, "workspace_id")).as("I9").isEqualTo(text(promotion, "target_id"));
            if (text(release, "cause").equals("PROMOTED")) {
                assertThat(text(release, "digest")).as("I9: what was approved").isEqualTo(text(promotion, "digest"));
                assertThat(everLive)
                        .as("I10: the same digest was live in the source")
                        .contains(
                                text(promotion, "source_id") + text(release, "artifact_id") + text(release, "digest"));
            }
        }
    }

    /** I41: no more artifacts than the workspace has places for. */
    private static void places(Snapshot now) {
        long live = now.rows("target").stream()
                .filter(target -> text(target, "workspace_id").equals("prod") && target.get("current") != null)
                .count();
        assertThat(live).as("I41: places in prod").isLessThanOrEqualTo(Oracle.PLACES);
    }

    /** I31, I32: chains only grow, and every one that did is intact and tells one end at most. */
    private void chains(Snapshot before, Snapshot now) {
        Map<String, Map<String, @Nullable Object>> earlier = byId(before);
        for (Map<String, @Nullable Object> promotion : now.rows("promotion")) {
            String id = text(promotion, "id");
            long seq = number(promotion, "chain_seq");
            long was = earlier.containsKey(id) ? number(earlier.get(id), "chain_seq") : 0;
            assertThat(seq).as("I31: chains grow").isGreaterThanOrEqualTo(was);
            if (seq > was && promotion.get("ended_at") != null) {
                verify(new PromotionId(id));
            }
        }
    }

    private void verify(PromotionId id) {
        var auditor = world.actor("audrey");
        assertThat(world.sluice()
                        .audit()
                        .verify(auditor, world.organization, id)
                        .isIntact())
                .as("I31: the chain of %s is intact", id)
                .isTrue();
        assertThat(world.sluice().audit().ofPromotion(auditor, world.organization, id))
                .allSatisfy(event -> assertThat(event.actor()).as("I30").isNotBlank())
                .filteredOn(event -> event.type().equals("promotion.ended"))
                .as("I32: one end")
                .hasSize(1);
    }

    private static String placed(Map<String, @Nullable Object> release) {
        return text(release, "workspace_id") + text(release, "artifact_id");
    }

    @SuppressWarnings("unchecked")
    private static Comparable<Object> time(Map<String, @Nullable Object> row, String column) {
        return (Comparable<Object>) Objects.requireNonNull(row.get(column));
    }

    private static Map<String, Map<String, @Nullable Object>> byId(Snapshot snapshot) {
        Map<String, Map<String, @Nullable Object>> promotions = new HashMap<>();
        snapshot.rows("promotion").forEach(promotion -> promotions.put(text(promotion, "id"), promotion));
        return promotions;
    }

    private static Map<String, Integer> count(Snapshot snapshot, String decision) {
        Map<String, Integer> counts = new HashMap<>();
        snapshot.rows("approval").stream()
                .filter(approval -> text(approval, "decision").equals(decision))
                .forEach(approval -> counts.merge(text(approval, "promotion_id"), 1, Integer::sum));
        return counts;
    }

    private static Map<Place, Map<String, @Nullable Object>> targets(Snapshot snapshot) {
        Map<Place, Map<String, @Nullable Object>> targets = new HashMap<>();
        for (Map<String, @Nullable Object> target : snapshot.rows("target")) {
            Ws workspace = Ws.valueOf(text(target, "workspace_id").toUpperCase(Locale.ROOT));
            String artifact = text(target, "artifact_id");
            targets.put(new Place(workspace, Integer.parseInt(artifact.substring("agent-".length()))), target);
        }
        return targets;
    }

    /** What a refused command leaves behind: nothing. */
    static void nothingChanged(Snapshot before, Snapshot now, List<String> except) {
        before.tables().forEach((table, rows) -> {
            if (!except.contains(table)) {
                assertThat(now.rows(table))
                        .as("I17: a refusal leaves %s as it was", table)
                        .isEqualTo(rows);
            }
        });
    }
}
