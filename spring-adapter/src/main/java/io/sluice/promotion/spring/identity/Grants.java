package io.sluice.promotion.spring.identity;

import io.sluice.promotion.access.RoleGrant;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.spring.SluiceProperties;
import io.sluice.promotion.spring.SluiceSetupException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads roles that are written as text: {@code requester}, or {@code requester@production} for one workspace. */
final class Grants {
    private static final Logger LOG = LoggerFactory.getLogger(Grants.class);

    private final String prefix;
    private final Map<String, Set<RoleGrant>> mapped = new HashMap<>();

    Grants(SluiceProperties.Identity settings) {
        this.prefix = settings.authorityPrefix();
        settings.authorities()
                .forEach((authority, roles) -> mapped.put(authority, configured("sluice.identity.authorities", roles)));
    }

    /** Those of a property, where a mistake ends the start. */
    static Set<RoleGrant> configured(String property, Collection<String> roles) {
        try {
            return roles.stream().map(Grants::parse).collect(Collectors.toUnmodifiableSet());
        } catch (InvalidInputException e) {
            throw new SluiceSetupException(
                    "A role in " + property + " cannot be read: " + e.getMessage(),
                    "Write roles as \"requester\", or as \"requester@production\" for one workspace.",
                    e);
        }
    }

    /** Those that authorities stand for; one that begins like a role and is none gives nothing. */
    Set<RoleGrant> of(Collection<String> authorities) {
        Set<RoleGrant> grants = new HashSet<>();
        for (String authority : authorities) {
            grants.addAll(mapped.getOrDefault(authority, Set.of()));
            if (authority.startsWith(prefix)) {
                grants.addAll(readable(authority.substring(prefix.length())));
            }
        }
        return grants;
    }

    private static List<RoleGrant> readable(String text) {
        try {
            return List.of(parse(text));
        } catch (InvalidInputException e) {
            LOG.debug("An authority begins like a role of Sluice and is none: {}", e.getMessage());
            return List.of();
        }
    }

    private static RoleGrant parse(String text) {
        int at = text.indexOf('@');
        return at < 0
                ? RoleGrant.everywhere(text)
                : RoleGrant.in(new WorkspaceId(text.substring(at + 1)), text.substring(0, at));
    }
}
