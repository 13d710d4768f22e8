package io.sluice.example.benchmark.verifier;

import io.sluice.example.benchmark.verifier.Drawing.Size;

/** Draws processes of plain tasks. */
final class Shapes {
    private static final String TIMER =
            "<timerEventDefinition><timeDuration xsi:type=\"tFormalExpression\">P1D</timeDuration></timerEventDefinition>";

    private Shapes() {}

    /** Tasks in a row. */
    static byte[] sequence(int tasks) {
        Drawing drawing = new Drawing("sequence").start("start", 0, 0);
        String before = "start";
        for (int i = 1; i <= tasks; i++) {
            drawing.task("task" + i, i, 0).flow(before, "task" + i);
            before = "task" + i;
        }
        return drawing.end("end", tasks + 1, 0).flow(before, "end").bytes();
    }

    /** Branches that run side by side, a task in each, and wait for each other. */
    static byte[] parallel(int branches) {
        Drawing drawing = new Drawing("parallel")
                .start("start", 0, 0)
                .gateway("fork", "parallelGateway", 1, 0)
                .flow("start", "fork")
                .gateway("join", "parallelGateway", 3, 0);
        for (int i = 1; i <= branches; i++) {
            drawing.task("task" + i, 2, i - 1).flow("fork", "task" + i).flow("task" + i, "join");
        }
        return drawing.end("end", 4, 0).flow("join", "end").bytes();
    }

    /** Tasks in a row, each of which may be done again as often as one likes. */
    static byte[] loops(int loops) {
        Drawing drawing = new Drawing("loops").start("start", 0, 0);
        String before = "start";
        for (int i = 1; i <= loops; i++) {
            String next = i == loops ? "end" : "task" + (i + 1);
            String done = "done" + i;
            drawing.task("task" + i, 2 * i - 1, 0)
                    .node(done, Size.GATEWAY, 2 * i, 0, "exclusiveGateway default=\"" + done + "-" + next + "\"", "")
                    .flow(before, "task" + i)
                    .flow("task" + i, done)
                    .flow(done, "task" + i, "${again}");
            before = done;
        }
        return drawing.end("end", 2 * loops + 1, 0).flow(before, "end").bytes();
    }

    /** Tasks in a row with a timer that reminds and one that gives up. */
    static byte[] boundary(int tasks) {
        Drawing drawing = new Drawing("boundary").start("start", 0, 0);
        String before = "start";
        for (int i = 1; i <= tasks; i++) {
            drawing.task("task" + i, 2 * i, 0)
                    .boundary("remind" + i, "task" + i, 0, false, TIMER)
                    .boundary("late" + i, "task" + i, 1, true, TIMER)
                    .end("reminded" + i, 2 * i, 1)
                    .end("given-up" + i, 2 * i + 1, 1)
                    .flow(before, "task" + i)
                    .flow("remind" + i, "reminded" + i)
                    .flow("late" + i, "given-up" + i);
            before = "task" + i;
        }
        return drawing.end("end", 2 * tasks + 2, 0).flow(before, "end").bytes();
    }

    /** Sub-processes in each other, in each a task before the next one. */
    static byte[] nested(int levels) {
        Drawing drawing = new Drawing("nested");
        int last = 3 * levels + 2;
        for (int i = 0; i <= levels; i++) {
            if (i > 0) {
                drawing.open("level" + i, 2 * i, last - i, i);
            }
            drawing.start("start" + i, 2 * i, 0).task("task" + i, 2 * i + 1, 0).flow("start" + i, "task" + i);
        }
        for (int i = levels; i >= 0; i--) {
            String inner = i == levels ? "task" + i : "level" + (i + 1);
            drawing.end("end" + i, last - i, 0).flow(inner, "end" + i);
            if (i < levels) {
                drawing.flow("task" + i, inner);
            }
            if (i > 0) {
                drawing.close();
            }
        }
        return drawing.bytes();
    }
}
