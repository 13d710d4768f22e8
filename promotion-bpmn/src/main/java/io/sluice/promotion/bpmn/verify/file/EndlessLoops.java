package io.sluice.promotion.bpmn.verify.file;

import io.sluice.promotion.bpmn.verify.file.Flow.Point;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A loop in which nothing is waited for would keep a thread for ever, or fill the queue of jobs: it is refused. */
final class EndlessLoops implements ProcessRule {
    private static final int SHOWN_STEPS = 6;

    @Override
    public void check(ProcessElement root) {
        root.children("process").forEach(process -> {
            Flow flow = Flow.of(process);
            Set<Point> done = new HashSet<>();
            flow.points().forEach(point -> search(flow, point, done));
        });
    }

    /** Depth first, without recursion: a file may be one long chain. */
    private static void search(Flow flow, Point start, Set<Point> done) {
        if (!done.add(start)) {
            return;
        }
        Set<Point> path = new LinkedHashSet<>(Set.of(start));
        Deque<Iterator<Point>> ways = new ArrayDeque<>();
        Deque<Point> trail = new ArrayDeque<>();
        trail.push(start);
        ways.push(flow.next(start).iterator());
        while (!ways.isEmpty()) {
            if (!ways.element().hasNext()) {
                ways.pop();
                path.remove(trail.pop());
                continue;
            }
            Point next = ways.element().next();
            if (path.contains(next)) {
                throw refuse(path, next);
            }
            if (done.add(next)) {
                path.add(next);
                trail.push(next);
                ways.push(flow.next(next).iterator());
            }
        }
    }

    private static RuntimeException refuse(Set<Point> path, Point closing) {
        String loop = path.stream()
                .dropWhile(point -> !point.equals(closing))
                .map(point -> point.step().id())
                .distinct()
                .limit(SHOWN_STEPS)
                .collect(Collectors.joining(" → "));
        return closing.step()
                .refuse(
                        "bpmn.endlessLoop",
                        "the loop " + ProcessElement.shown(loop)
                                + " never waits; put a task, a timer or a message into it");
    }
}
