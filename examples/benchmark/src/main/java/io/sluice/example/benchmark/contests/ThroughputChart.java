package io.sluice.example.benchmark.contests;

import io.sluice.example.benchmark.Chart;
import java.util.List;
import java.util.Map;

/** Promotions a second, a group of bars for each number of clients. */
final class ThroughputChart {
    private ThroughputChart() {}

    static String draw(Server server, Map<Contest.Place, Tally> tallies) {
        Chart chart = Chart.linear("Promotions on " + server.title(), "promotions a second");
        List<Integer> clients =
                tallies.keySet().stream().map(Contest.Place::clients).distinct().toList();
        for (int number : clients) {
            chart.group(
                    number == 1 ? "1 client" : number + " clients",
                    tallies.entrySet().stream()
                            .filter(entry -> entry.getKey().clients() == number)
                            .map(entry -> new Chart.Bar(
                                    entry.getKey().entry().title(),
                                    entry.getValue().throughput()))
                            .toList());
        }
        return chart.draw();
    }
}
