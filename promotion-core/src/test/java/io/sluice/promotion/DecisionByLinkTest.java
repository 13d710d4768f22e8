package io.sluice.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URL;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever opens a link, such as a mail scanner, has decided nothing: there is nothing that a link could carry out. */
class DecisionByLinkTest {
    private static final Set<String> DECISIONS = Set.of("approve", "reject", "cancel");

    @Test
    void noDoorTakesAnAddress() {
        assertThat(doorMethods().flatMap(method -> Arrays.stream(method.getParameterTypes())))
                .doesNotContain(URI.class, URL.class);
    }

    @Test
    void everyDecisionNeedsAnActorWhomTheHostAuthenticated() {
        List<Method> decisions = doorMethods()
                .filter(method -> DECISIONS.contains(method.getName()))
                .toList();

        assertThat(decisions)
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(
                        method -> assertThat(method.getParameterTypes()).startsWith(Actor.class, OrganizationId.class));
    }

    private static Stream<Method> doorMethods() {
        return Arrays.stream(Sluice.class.getMethods())
                .map(Method::getReturnType)
                .filter(type -> type.getPackageName().equals(Sluice.class.getPackageName()))
                .distinct()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()));
    }
}
