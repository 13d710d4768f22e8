package io.sluice.promotion.spring.identity;

import io.sluice.promotion.access.RoleGrant;
import java.util.Set;

/** What the login of the application knows of an account. */
record Account(boolean active, Set<RoleGrant> grants) {
    Account {
        grants = Set.copyOf(grants);
    }
}
