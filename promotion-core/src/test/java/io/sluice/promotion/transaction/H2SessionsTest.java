package io.sluice.promotion.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class H2SessionsTest {
    private final SQLException stumble = new SQLException("General error", "HY000", 50000);
    private final SQLException refused = new SQLException("Syntax error", "42000", 42000);

    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void aStumbleIsFollowedByAnotherLook() throws SQLException {
        assertEquals("answer", H2Sessions.look(() -> stumbling(9)));
        assertEquals(10, looks.get());
    }

    @Test
    void aStumbleBehindAnotherExceptionIsOneToo() {
        assertEquals("answer", H2Sessions.look(this::stumblingBehindAnother));
        assertEquals(2, looks.get());
    }

    @Test
    void tenStumblesAreNoCoincidence() {
        assertSame(stumble, assertThrows(SQLException.class, () -> H2Sessions.look(() -> stumbling(10))));
        assertEquals(10, looks.get());
    }

    @Test
    void whateverElseFailsFailsAtOnce() {
        assertSame(refused, assertThrows(SQLException.class, () -> H2Sessions.look(this::refused)));
        assertEquals(1, looks.get());
    }

    private String stumbling(int times) throws SQLException {
        if (looks.incrementAndGet() <= times) {
            throw stumble;
        }
        return "answer";
    }

    private String stumblingBehindAnother() {
        if (looks.incrementAndGet() == 1) {
            throw new IllegalStateException(stumble);
        }
        return "answer";
    }

    private String refused() throws SQLException {
        looks.incrementAndGet();
        throw refused;
    }
}
