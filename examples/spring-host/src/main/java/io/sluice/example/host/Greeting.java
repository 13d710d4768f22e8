package io.sluice.example.host;

import io.sluice.example.host.people.HostPeople;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says on the console where the application is and who can sign in. */
@Component
final class Greeting {
    private final HostPeople people;

    Greeting(HostPeople people) {
        this.people = people;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        Environment environment = event.getApplicationContext().getEnvironment();
        StringBuilder text = new StringBuilder("\n  http://localhost:")
                .append(environment.getProperty("local.server.port"))
                .append("\n\n  Sign in with the password \"")
                .append(HostPeople.PASSWORD)
                .append("\" as\n");
        people.people()
                .forEach(person -> text.append(String.format(
                        "    %-14s %s, %s%n",
                        person.id(), person.work(), people.organizations().get(person.organization()))));
        System.out.println(text);
    }
}
