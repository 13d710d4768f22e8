package io.sluice.example.benchmark.contest;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Has the main program of a contestant do something inside this JVM, on an H2 in memory. */
public final class Trial {
    /** The main program. */
    public interface Program {
        /** Runs it. */
        void run(String[] arguments) throws IOException;
    }

    private Trial() {}

    /** What it answers: first that it is ready, then to each of the lines. */
    public static List<Answer> of(Program program, List<String> options, List<String> lines) throws IOException {
        InputStream in = System.in;
        PrintStream out = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            String input = String.join("\n", lines) + "\nquit\n";
            System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            List<String> arguments =
                    new ArrayList<>(List.of("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", ""));
            arguments.addAll(options);
            program.run(arguments.toArray(String[]::new));
        } finally {
            System.setIn(in);
            System.setOut(out);
        }
        return new BufferedReader(new StringReader(said.toString(StandardCharsets.UTF_8)))
                .lines()
                .filter(Answer::isOne)
                .map(Answer::parse)
                .toList();
    }
}
