package io.sluice.example.faults;

import io.sluice.example.faults.Workshop.Size;
import io.sluice.example.faults.history.Violation;
import io.sluice.example.faults.history.Violation.Rule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries to break it, part by part, and prints what came of that. Exits with 0 only when every promise held. */
public final class FaultHarness {
    private static final Logger LOG = LoggerFactory.getLogger(FaultHarness.class);

    private FaultHarness() {}

    /**
     * Runs all parts but the long run, or the parts that are named.
     *
     * @param arguments the names of parts; {@code minutes=N} for the length of the long run
     */
    public static void main(String[] arguments) {
        Map<String, Part> parts = parts();
        List<String> wanted = new ArrayList<>();
        Duration soak = Duration.ofMinutes(10);
        for (String argument : arguments) {
            if (argument.startsWith("minutes=")) {
                soak = Duration.ofMinutes(Long.parseLong(argument.substring("minutes=".length())));
            } else if (parts.containsKey(argument)) {
                wanted.add(argument);
            } else {
                throw new IllegalArgumentException("There is no part " + argument + ", only " + parts.keySet() + ".");
            }
        }
        Path folder = Path.of(System.getProperty("faults.folder", "target/faults"));
        Workshop workshop = new Workshop(folder, System.out, soak, Size.FULL);
        List<Result> results = new ArrayList<>();
        (wanted.isEmpty() ? List.copyOf(parts.keySet()) : wanted).forEach(name -> {
            workshop.say("== " + name);
            results.addAll(results(workshop, name, Objects.requireNonNull(parts.get(name))));
        });
        new Summary(results).print(System.out);
        System.exit(results.stream().allMatch(result -> result.violations().isEmpty()) ? 0 : 1);
    }

    /** What the harness itself cannot do counts as broken, and does not keep it from trying the rest. */
    private static List<Result> results(Workshop workshop, String name, Part part) {
        try {
            return part.run(workshop);
        } catch (RuntimeException e) {
            LOG.warn("The part {} came to no end.", name, e);
            Violation violation = new Violation(Rule.FAULT_HAPPENED, "The part came to no end: " + e.getMessage());
            return List.of(new Result(name, "came to no end", "-", Map.of(), List.of(violation)));
        }
    }

    private static Map<String, Part> parts() {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("crash", new CrashPart());
        parts.put("database", new DatabasePart());
        parts.put("mail", new MailPart());
        parts.put("kill", new KillPart());
        parts.put("zombie", new ZombiePart());
        parts.put("clock", new ClockPart());
        parts.put("schema", new SchemaPart());
        parts.put("upgrade", new UpgradePart());
        parts.put("restore", new RestorePart());
        parts.put("soak", new SoakPart());
        return parts;
    }
}
