package io.sluice.promotion.spring.rest.workspace;

import io.sluice.promotion.People;
import io.sluice.promotion.access.Operation;
import io.sluice.promotion.access.Permission;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.spring.rest.Reason;
import io.sluice.promotion.workspace.Workspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which sections of the screen a person may change, and what they lack for the others. */
final class Sections {
    /** Whether a section may be changed. */
    record Verdict(boolean allowed, Optional<Reason> why) {}

    private static final Map<String, Operation> IN_THE_WORKSPACE = inTheWorkspace();

    private final Set<Permission> here;
    private final Set<Permission> everywhere;
    private final List<People.Grant> roles;

    Sections(Set<Permission> here, Set<Permission> everywhere, List<People.Grant> roles) {
        this.here = here;
        this.everywhere = everywhere;
        this.roles = roles;
    }

    Map<String, Verdict> of(Workspace workspace) {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        IN_THE_WORKSPACE.forEach((section, operation) -> verdicts.put(
                section,
                workspace.isArchived()
                        ? refused("workspace.archived", "This workspace is archived: nothing in it changes any more.")
                        : verdict(here, operation)));
        verdicts.put("DEAD_LETTERS", verdict(everywhere, Operation.RESEND_DEAD_LETTER));
        return verdicts;
    }

    private static Map<String, Operation> inTheWorkspace() {
        Map<String, Operation> sections = new LinkedHashMap<>();
        sections.put("GENERAL", Operation.CHANGE_WORKSPACE);
        sections.put("PATH", Operation.CHANGE_WORKSPACE);
        sections.put("POLICY", Operation.REPLACE_POLICY);
        sections.put("FREEZES", Operation.CREATE_FREEZE);
        sections.put("NOTIFICATIONS", Operation.CHANGE_WORKSPACE_PREFERENCES);
        sections.put("CONFIGURATION", Operation.CONFIGURE);
        sections.put("ARCHIVE", Operation.ARCHIVE_WORKSPACE);
        return sections;
    }

    private Verdict verdict(Set<Permission> held, Operation operation) {
        Permission needed = operation.permission();
        if (held.contains(needed)) {
            return new Verdict(true, Optional.empty());
        }
        String givers = roles.stream()
                .filter(grant -> grant.permissions().contains(needed))
                .map(People.Grant::role)
                .map(RoleId::value)
                .collect(Collectors.joining(", "));
        String who = givers.isEmpty() ? " No role gives it." : " It comes with one of these roles: " + givers + ".";
        return refused("forbidden", "This needs the permission " + needed + ", which you do not have here." + who);
    }

    private static Verdict refused(String code, String message) {
        return new Verdict(false, Optional.of(new Reason(code, message)));
    }
}
