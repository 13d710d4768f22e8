package io.sluice.example.benchmark.contests;

import java.util.ArrayList;
import java.util.List;

/**
 * A contestant as it enters a contest.
 *
 * @param name one word
 * @param title for people
 * @param program where its classes are and which of them is its main program
 * @param options for the main program, as {@code name=value}
 */
record Entry(String name, String title, Program program, List<String> options) {
    /** Where the classes of a contestant are. */
    record Program(String module, String mainClass) {}

    private static final String PACKAGE = "io.sluice.example.benchmark.";
    private static final Program BARE = new Program("camunda", PACKAGE + "camunda.BareEngine");

    static final Entry SLUICE = new Entry("sluice", "Sluice", new Program("", PACKAGE + "product.Product"), List.of());
    static final Entry LIMIT =
            new Entry("jdbc-limit", "limit: plain JDBC", new Program("", PACKAGE + "contest.JdbcLimit"), List.of());
    static final Entry CAMUNDA = new Entry("camunda-default", "bare Camunda 7.24, default", BARE, List.of("use=full"));
    static final Entry CAMUNDA_LEAN = new Entry("camunda-lean", "bare Camunda 7.24, lean", BARE, List.of("use=lean"));
    static final Entry CAMUNDA_GROUP =
            new Entry("camunda", "bare Camunda 7.24, task of a group", BARE, List.of("use=group"));
    static final Entry FLOWABLE_GROUP = new Entry(
            "flowable",
            "Flowable 8.0.0, task of a group",
            new Program("flowable", PACKAGE + "flowable.FlowableEngine"),
            List.of("use=group"));
    static final Entry OPERATON = new Entry(
            "operaton",
            "Operaton 1.0.3",
            new Program("operaton", PACKAGE + "operaton.BareEngine"),
            List.of("use=full"));
    static final Entry FLOWABLE = new Entry(
            "flowable", "Flowable 8.0.0", new Program("flowable", PACKAGE + "flowable.FlowableEngine"), List.of());

    /** Whether it is in the module of the benchmark itself. */
    boolean isHere() {
        return program.module().isEmpty();
    }

    /** The same with more options. */
    Entry with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new Entry(name, title, program, List.copyOf(all));
    }
}
