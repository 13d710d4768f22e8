package io.sluice.promotion.spring.identity;

import io.sluice.promotion.access.Member;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds persons in a list by what somebody typed: those whose name or id begins with it before those that hold it. */
record PersonSearch(String wanted, int limit) {
    PersonSearch {
        wanted = wanted.strip().toLowerCase(Locale.ROOT);
    }

    List<Member> in(Stream<Member> members) {
        return members.filter(member -> member.active() && member.human())
                .filter(member -> rank(member) < 3)
                .sorted(Comparator.comparingInt(this::rank)
                        .thenComparing(Member::displayName)
                        .thenComparing(member -> member.person().value()))
                .limit(limit)
                .toList();
    }

    private int rank(Member member) {
        String name = member.displayName().toLowerCase(Locale.ROOT);
        String id = member.person().value().toLowerCase(Locale.ROOT);
        Optional<String> mail = member.mail().map(address -> address.toLowerCase(Locale.ROOT));
        if (name.startsWith(wanted) || id.startsWith(wanted)) {
            return 0;
        }
        if (name.contains(wanted)) {
            return 1;
        }
        return id.contains(wanted)
                        || mail.filter(address -> address.startsWith(wanted)).isPresent()
                ? 2
                : 3;
    }
}
