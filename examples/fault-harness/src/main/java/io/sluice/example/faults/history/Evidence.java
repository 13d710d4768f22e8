package io.sluice.example.faults.history;

import io.sluice.example.faults.outside.DeployCall;
import io.sluice.example.faults.outside.Message;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What there is to judge by.
 *
 * @param calls what clients asked and were told
 * @param deployments what arrived in production, in the order of arrival
 * @param messages what people were told
 * @param found the promotions at the end
 * @param incidents the promotions that have an open incident
 * @param live the digest that is live in production at the end, by artifact
 * @param forgotten the numbers of deployments that a restored database does not know of
 * @param deaths when nodes died whose database shows others a commit before it is kept, in nanoseconds of the harness; none
 *     when it never does
 */
public record Evidence(
        List<Call> calls,
        List<DeployCall> deployments,
        List<Message> messages,
        List<Found> found,
        Set<String> incidents,
        Map<String, String> live,
        Set<Integer> forgotten,
        List<Long> deaths) {
    /** Copies everything. */
    public Evidence {
        calls = List.copyOf(calls);
        deployments = List.copyOf(deployments);
        messages = List.copyOf(messages);
        found = List.copyOf(found);
        incidents = Set.copyOf(incidents);
        live = Map.copyOf(live);
        forgotten = Set.copyOf(forgotten);
        deaths = deaths.stream().sorted().toList();
    }
}
