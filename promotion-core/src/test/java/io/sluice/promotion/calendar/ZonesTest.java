package io.sluice.promotion.calendar;

import static io.sluice.promotion.problem.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ZonesTest {
    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Australia/Lord_Howe"})
    void takesRegions(String name) {
        assertThat(Zones.region("zone", name)).isEqualTo(ZoneId.of(name));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"EST", "Mars/Phobos", "GMT+25", "Europe/Berlin ", "europe/berlin", "../etc/passwd"})
    void refusesWhatIsNoZone(String name) {
        assertRefused("zone.unknown", () -> Zones.region("zone", name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CET", "SystemV/PST8", "Z", "+02:00", "UTC+2", "GMT", "Japan"})
    void refusesWhatIsNoRegion(String name) {
        assertRefused("zone.useRegion", () -> Zones.region("zone", name));
    }
}
