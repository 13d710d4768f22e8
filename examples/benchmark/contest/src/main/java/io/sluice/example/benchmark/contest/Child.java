package io.sluice.example.benchmark.contest;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The main program of a contestant: opens it on the database that its arguments name, says when it is ready, and then does
 * what the lines on its standard input say, one answer each. Everything else that the program prints goes to the standard
 * error.
 */
public final class Child {
    /** Starts an engine. */
    public interface Opening {
        /** Opens it with its tables, ready to take promotions. */
        Contestant open(Database database, DataSource counted, Hints hints, Map<String, String> options);
    }

    private Child() {}

    /**
     * Serves until the input ends.
     *
     * @param arguments address, user and password of the database, then options as {@code name=value}; {@code first=true}
     *     runs one promotion before it says that it is ready
     * @param count counts what goes through the data source of the contestant
     */
    public static void serve(String[] arguments, SqlCount count, Opening opening) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        Database database = new Database(arguments[0], arguments[1], arguments[2]);
        Map<String, String> options = new LinkedHashMap<>();
        Arrays.stream(arguments).skip(3).forEach(option -> {
            int equals = option.indexOf('=');
            options.put(option.substring(0, equals), option.substring(equals + 1));
        });
        try (HikariDataSource pool = database.pool()) {
            Hints hints = new Hints();
            try (Contestant contestant = opening.open(database, count.watching(pool), hints, options)) {
                Commands commands = new Commands(contestant, hints, count, pool, database.isPostgres());
                if ("true".equals(options.get("first"))) {
                    commands.answer("run 1 1");
                }
                answers.println(
                        Answer.empty().with("definitions", count.counts().definitions()));
                answers.flush();
                obey(commands, answers);
            }
        }
    }

    private static void obey(Commands commands, PrintStream answers) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null && !line.equals("quit")) {
            answers.println(commands.answer(line));
            answers.flush();
            line = lines.readLine();
        }
    }
}
