package io.sluice.promotion.spring.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.bpmn.Incidents;
import io.sluice.promotion.bpmn.ProcessMessages;
import io.sluice.promotion.bpmn.deploy.ProcessDefinitions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a door of the library can do, the API does too, or doors.txt says why not. */
class DoorsTest {
    private static final Set<String> FOR_HOSTS_ONLY = Set.of("ActorFactory", "Acts", "PromotionSteps");

    private final Map<String, String> table = table();

    @Test
    void everyMethodOfEveryDoorIsAnOperationOrThereIsAReason() {
        Set<String> methods = Stream.concat(
                        Stream.of(Sluice.class.getDeclaredMethods())
                                .filter(door -> Modifier.isPublic(door.getModifiers()))
                                .map(Method::getReturnType)
                                .filter(door -> door.getPackageName().startsWith("io.sluice")),
                        Stream.of(ProcessDefinitions.class, Incidents.class, ProcessMessages.class))
                .filter(door -> !FOR_HOSTS_ONLY.contains(door.getSimpleName()) && door != Sluice.class)
                .filter(door -> !door.getSimpleName().equals("SluiceBuilder"))
                .flatMap(door -> Stream.of(door.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(table.keySet()).containsExactlyInAnyOrderElementsOf(methods);
    }

    @Test
    void everyOperationThatTheTableNamesIsThere() {
        Set<String> known = Contract.load().operations().values().stream()
                .map(operation -> operation.definition().path("operationId").asText())
                .collect(Collectors.toSet());

        table.forEach((door, means) -> {
            if (!means.startsWith("-")) {
                assertThat(known).as(door).containsAll(List.of(means.split(" ")));
            } else {
                assertThat(means.length())
                        .as("the reason why %s has none", door)
                        .isGreaterThan(10);
            }
        });
    }

    private static Map<String, String> table() {
        try (InputStream file = Objects.requireNonNull(DoorsTest.class.getResourceAsStream("doors.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            Map<String, String> table = new LinkedHashMap<>();
            lines.lines().filter(line -> !line.isBlank()).forEach(line -> {
                String[] parts = line.split(": ", 2);
                table.put(parts[0], parts[1]);
            });
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
