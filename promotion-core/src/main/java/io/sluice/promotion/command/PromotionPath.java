package io.sluice.promotion.command;

import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Workspace;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The order in which versions travel. */
public final class PromotionPath {
    private PromotionPath() {}

    /** Heads first, each workspace after the one it takes versions from, sandboxes last. */
    public static List<Workspace> ordered(List<Workspace> workspaces) {
        Map<WorkspaceId, Workspace> byId = new HashMap<>();
        workspaces.forEach(workspace -> byId.put(workspace.id(), workspace));
        return workspaces.stream()
                .sorted(Comparator.comparing(
                                (Workspace workspace) -> workspace.environmentType() == EnvironmentType.SANDBOX)
                        .thenComparing(workspace -> depth(workspace, byId))
                        .thenComparing(workspace -> workspace.id().value()))
                .toList();
    }

    /** What lies between two workspaces of one path, the nearest to the source first; none when the target does not follow. */
    public static List<Workspace> between(List<Workspace> workspaces, WorkspaceId source, WorkspaceId target) {
        Map<WorkspaceId, Workspace> byId = new HashMap<>();
        workspaces.forEach(workspace -> byId.put(workspace.id(), workspace));
        ArrayDeque<Workspace> between = new ArrayDeque<>();
        Optional<WorkspaceId> at = Optional.ofNullable(byId.get(target)).flatMap(Workspace::promotionFrom);
        while (at.isPresent() && !at.get().equals(source)) {
            Workspace passed = byId.get(at.get());
            if (passed == null || between.contains(passed)) {
                return List.of();
            }
            between.addFirst(passed);
            at = passed.promotionFrom();
        }
        return at.isPresent() ? List.copyOf(between) : List.of();
    }

    private static int depth(Workspace workspace, Map<WorkspaceId, Workspace> byId) {
        int depth = 0;
        Set<WorkspaceId> seen = new HashSet<>();
        Optional<WorkspaceId> before = workspace.promotionFrom();
        while (before.isPresent() && seen.add(before.get())) {
            depth++;
            before = Optional.ofNullable(byId.get(before.get())).flatMap(Workspace::promotionFrom);
        }
        return depth;
    }

    /** The workspaces of a path that leads back to where it begins, in the order of travel; empty when it does not. */
    public static List<WorkspaceId> cycle(List<Workspace> workspaces, WorkspaceId start) {
        Map<WorkspaceId, Workspace> byId = new HashMap<>();
        workspaces.forEach(workspace -> byId.put(workspace.id(), workspace));
        ArrayDeque<WorkspaceId> path = new ArrayDeque<>(List.of(start));
        Set<WorkspaceId> seen = new HashSet<>();
        Optional<WorkspaceId> before = Optional.ofNullable(byId.get(start)).flatMap(Workspace::promotionFrom);
        while (before.isPresent() && seen.add(before.get())) {
            path.addFirst(before.get());
            if (before.get().equals(start)) {
                return List.copyOf(path);
            }
            before = Optional.ofNullable(byId.get(before.get())).flatMap(Workspace::promotionFrom);
        }
        return List.of();
    }
}
