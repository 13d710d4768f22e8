package io.sluice.example.benchmark.camunda;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How the engine is used. */
enum Use {
    /** As it comes: all history, a task for each approver, what the process knows in variables. */
    FULL("full", "full"),

    /** As lean as it goes: no history, one task, nothing in variables. */
    LEAN("lean", "none"),

    /** All history, and one task that a group sees. */
    GROUP("group", "full");

    private final String process;
    private final String history;

    Use(String process, String history) {
        this.process = process;
        this.history = history;
    }

    /** The key of the process, and the name of its file. */
    String process() {
        return process;
    }

    String history() {
        return history;
    }

    /** What the process begins with. */
    Map<String, Object> variables(String reminder) {
        Map<String, Object> variables = new HashMap<>();
        if (this == LEAN) {
            return variables;
        }
        variables.put("reminder", reminder);
        variables.put("organization", "acme");
        variables.put("artifact", "a-" + UUID.randomUUID());
        variables.put("version", "1.0.0");
        variables.put("source", "dev");
        variables.put("target", "prod");
        variables.put("requestedBy", "rita");
        if (this == FULL) {
            variables.put("approvers", new ArrayList<>(List.of("bob", "carol", "dave")));
        }
        return variables;
    }

    /** What the checks say. */
    Map<String, Object> checked() {
        return this == FULL ? Map.of("tests", true, "security", true, "performance", true) : Map.of("passed", true);
    }
}
