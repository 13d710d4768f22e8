package io.sluice.promotion.bpmn.verify.file;

import io.sluice.promotion.bpmn.verify.Rule;
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
    private static final int MOST_LOOPS = 20;

    @Override
    public void check(ProcessElement root, Findings found) {
        root.children("process").forEach(process -> {
            Flow flow = Flow.of(process);
            Set<Point> done = new HashSet<>();
            Set<Set<Point>> loops = new LinkedHashSet<>();
            flow.points().forEach(point -> search(flow, point, done, loops, found));
        });
    }

    /** Depth first, without recursion: a file may be one long chain. */
    private static void search(Flow flow, Point start, Set<Point> done, Set<Set<Point>> loops, Findings found) {
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
                if (loops.size() < MOST_LOOPS) {
                    Set<Point> loop = loop(path, next);
                    if (loops.add(loop)) {
                        refuse(loop, next, found);
                    }
                }
            } else if (done.add(next)) {
                path.add(next);
                trail.push(next);
                ways.push(flow.next(next).iterator());
            }
        }
    }

    private static Set<Point> loop(Set<Point> path, Point closing) {
        return path.stream()
                .dropWhile(point -> !point.equals(closing))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static void refuse(Set<Point> loop, Point closing, Findings found) {
        String steps = loop.stream()
                .map(point -> point.step().id())
                .distinct()
                .limit(SHOWN_STEPS)
                .collect(Collectors.joining(" → "));
        found.refuse(
                Rule.S_ENDLESS,
                "bpmn.endlessLoop",
                closing.step(),
                "the loop " + ProcessElement.shown(steps) + " never waits; put a task, a timer or a message into it");
    }
}
