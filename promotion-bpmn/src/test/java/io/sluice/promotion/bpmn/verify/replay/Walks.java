package io.sluice.promotion.bpmn.verify.replay;

import io.sluice.promotion.bpmn.verify.Vocabulary;
import io.sluice.promotion.bpmn.verify.Vocabulary.Effect;
import io.sluice.promotion.bpmn.verify.Vocabulary.Step;
import java.util.Map;
import java.util.Set;

/** Small processes that hold between them every element that the verifier knows. */
enum Walks {
    PARALLEL("""
            start s -> split
            and split -> a, b
            user a -> join
            safe b -> c
            user c -> join
            and join -> e
            end e
            """),
    PARALLEL_WITH_ENDS("""
            start s -> split
            and split -> a, b, c
            user a -> ea
            user b -> eb
            plain c -> ec
            end ea
            end eb
            end ec
            """),
    PARALLEL_ASYNC("""
            start s async -> split
            and split async -> a, b
            plain a async after -> join
            plain b after -> join
            and join async after -> e
            end e async
            """),
    INCLUSIVE("""
            start s -> split
            or split -> a?, b?, c!
            user a -> join
            user b -> join
            user c -> join
            or join -> e
            end e
            """),
    INCLUSIVE_WITH_DETOUR("""
            start s -> split
            or split -> a?, b?, e1!
            user a -> x
            xor x -> join?, e2!
            user b -> join
            or join -> d
            user d -> e3
            end e1
            end e2
            end e3
            """),
    EXCLUSIVE("""
            start s -> x
            xor x -> a?, b?, c!
            user a -> m
            user b -> m
            user c -> m
            xor m -> e
            end e
            """),
    LOOP("""
            start s -> m
            xor m -> a
            user a -> x
            xor x -> m?, e!
            end e
            """),
    IMPLICIT("""
            start s -> a
            user a -> b, c
            user b -> d
            user c
            user d -> e?, f?
            user e
            plain f
            """),
    CONDITIONAL_FLOWS("""
            start s -> a
            user a -> b?, c?, d!
            user b
            user c
            user d
            """),
    EVENT_GATEWAY("""
            start s -> g
            events g -> t, m, i
            catch t timer -> e
            catch m message:go -> e
            catch i signal:now -> a
            user a -> e
            end e
            """),
    CATCHES("""
            start s -> split
            and split -> t, m, i, r, n
            catch t timer async -> join
            catch m message:go after -> join
            catch i signal:now -> join
            receive r -> join
            receive n for news -> join
            and join -> e
            end e
            """),
    BOUNDARY_INTERRUPTING("""
            start s -> a
            user a -> e
            on late at a timer -> b
            on told at a message:stop -> c
            on seen at a signal:stop -> e
            user b -> e
            user c -> e
            end e
            """),
    BOUNDARY_BESIDE("""
            start s -> a
            user a -> b
            on late at a timer beside -> x
            on told at a message:hint beside -> y
            user b -> e
            do x -> ex
            on failed at x error:FAIL -> ex
            do y -> ey
            on failed-too at y error -> ey
            end e
            end ex
            end ey
            """),
    BOUNDARY_CYCLE("""
            start s -> a
            user a -> e
            on again at a cycle beside -> r
            plain r -> er
            end er
            end e
            """),
    BOUNDARY_ON_SCOPE("""
            start s -> p
            sub p -> b {
              start ps -> split
              and split -> a, c
              user a -> ea
              user c -> ec
              end ea
              end ec
            }
            on late at p timer -> l
            on hint at p message:hint beside -> h
            user l -> e
            plain h -> eh
            user b -> e
            end eh
            end e
            """),
    BOUNDARY_ASYNC("""
            start s -> a
            user a async after -> e
            on late at a timer async after -> b
            user b -> e
            end e
            """),
    ERRORS("""
            start s -> p
            sub p -> a {
              start ps -> w
              work w -> q
              on own at w error:OTHER -> pe
              sub q -> pe {
                start qs -> d
                do d -> x
                xor x -> qe?, ee!
                end ee error:SPECIAL
                end qe
              }
              end pe
            }
            on failed at p error:FAIL -> b
            on any at p error -> c
            user a -> e
            user b -> e
            user c -> e
            end e
            """),
    ERROR_AMONG_BRANCHES("""
            start s -> p
            sub p -> e {
              start ps -> split
              and split -> w, a
              work w -> pe
              user a -> pe
              end pe
            }
            on failed at p error -> c
            user c -> e
            end e
            """),
    EVENT_SCOPE_INTERRUPTING("""
            start s -> p
            sub p -> e {
              start ps -> a
              user a -> pe
              end pe
              eventsub h {
                start hs timer -> b
                user b -> he
                end he
              }
            }
            end e
            """),
    EVENT_SCOPE_BESIDE("""
            start s -> a
            user a -> e
            end e
            eventsub h {
              start hs message:hint beside -> b
              plain b -> he
              end he
            }
            """),
    EVENT_SCOPE_WAITING("""
            start s -> a
            user a -> e
            end e
            eventsub h {
              start hs timer beside -> b
              user b -> he
              end he
            }
            """),
    EVENT_SCOPE_ERROR("""
            start s -> w
            work w -> e
            end e
            eventsub h {
              start hs error:FAIL -> b
              user b -> he
              end he
            }
            eventsub k {
              start ks error -> c
              user c -> ke
              end ke
            }
            """),
    EVENT_SCOPE_ESCALATION("""
            start s -> p
            sub p -> e {
              start ps -> t
              throw t escalation:UP -> a
              user a -> pe
              end pe
            }
            eventsub h {
              start hs escalation:UP beside -> b
              user b -> he
              end he
            }
            end e
            """),
    ESCALATION("""
            start s -> p
            sub p -> e {
              start ps -> a
              user a -> t
              throw t escalation:UP -> b
              user b -> pe
              end pe escalation:MORE
            }
            on up at p escalation:UP beside -> c
            on more at p escalation:MORE -> d
            user c -> ec
            user d -> e
            end ec
            end e
            """),
    TRANSACTION("""
            start s -> t
            transaction t -> e {
              start ts -> a
              user a -> x
              undo u for a
              xor x -> te?, tc!
              end te
              end tc cancel
            }
            on called-off at t cancel -> c
            user c -> e
            end e
            """),
    COMPENSATION("""
            start s -> split
            and split -> a, b
            user a -> join
            undo ua for a
            user b -> join
            undo ub for b
            and join -> x
            xor x -> t?, one?, e!
            throw t compensate -> c
            throw one compensate:a -> c
            user c -> e
            end e
            """),
    COMPENSATION_AT_END("""
            start s -> a
            safe a -> b
            undo ua for a
            user b -> x
            xor x -> e?, g!
            end e compensate
            end g
            """),
    LINK("""
            start s -> x
            xor x -> l?, a!
            throw l link:there
            catch t link:there -> b
            user a -> e
            user b -> e
            end e
            """),
    SIGNAL("""
            start s -> split
            and split -> c, a
            catch c signal:ready -> b
            user a -> t
            throw t signal:ready -> ea
            user b -> eb
            end ea
            end eb
            """),
    SIGNAL_AT_BORDER("""
            start s -> split
            and split -> a, b
            user a -> ea
            on rung at a signal:bell -> c
            user b -> eb
            user c -> ea
            end ea
            end eb signal:bell
            """),
    TERMINATE("""
            start s -> split
            and split -> a, p
            user a -> ea
            sub p -> x {
              start ps -> ps2
              and ps2 -> b, c
              user b -> pt
              user c -> pe
              end pt terminate
              end pe
            }
            xor x -> et?, ee!
            end ea
            end et terminate
            end ee
            """),
    REPEATED("""
            start s -> a
            user a times 2 -> b
            user b times 2 sequential -> c
            user c times ? -> e
            end e
            """),
    REPEATED_SCOPE("""
            start s -> p
            sub p times ? sequential -> e {
              start ps -> a
              user a -> b
              plain b -> pe
              end pe
            }
            on late at p timer -> l
            user l -> e
            end e
            """),
    REPEATED_WITH_BOUNDARY("""
            start s -> w
            work w times 2 -> e
            on late at w timer -> l
            on failed at w error -> f
            user l -> e
            user f -> e
            end e
            """),
    CALL("""
            start s -> k
            call k of called -> a
            on failed at k error:FAIL -> b
            on other at k error -> c
            on late at k timer -> c
            user a -> e
            user b -> e
            user c -> e
            end e
            """, """
            start s -> w
            work w -> x
            xor x -> e?, f!
            end e
            end f error:SPECIAL
            """),
    CALL_IN_BRANCHES("""
            start s -> split
            and split -> k, a
            call k async of called after -> join
            user a -> join
            and join -> e
            end e
            """, """
            start s -> split
            and split -> b, c
            safe b -> eb
            safe c -> ec
            end eb
            end ec
            """),
    NESTED("""
            start s -> p
            sub p async after -> e {
              start ps -> q
              sub q -> x {
                start qs -> a
                user a -> qe
                end qe
              }
              on late at q timer -> b
              user b -> x
              xor x -> pe
              end pe
            }
            on later at p timer -> c
            user c -> e
            end e
            """),
    THROWING_MESSAGES("""
            start s -> t
            tell t -> n
            on-nothing
            throw n -> d
            do d -> e
            on failed at d error:FAIL -> e
            end e
            """.replace("on-nothing\n", "")),
    MERGED_WITHOUT_GATEWAY("""
            start s -> x
            xor x -> a?, b!
            user a -> c
            user b -> c
            user c -> d
            plain d -> e
            end e
            """);

    private final String text;
    private final String called;

    Walks(String text) {
        this(text, "");
    }

    Walks(String text, String called) {
        this.text = text;
        this.called = called;
    }

    /** The steps these processes are made of. */
    static Vocabulary vocabulary() {
        Vocabulary standard = Processes.vocabulary();
        return new Vocabulary(
                        standard.topics(),
                        standard.delegates(),
                        Map.of(
                                "promotionPolicy",
                                standard.calls().get("promotionPolicy"),
                                "maybe",
                                Set.of("so/1", "times/1")))
                .withTopic("work", new Step(Effect.HOST, Set.of("FAIL", "OTHER"), Set.of()))
                .withTopic("safe", new Step(Effect.HOST, Set.of(), Set.of()))
                .withDelegate("does", new Step(Effect.HOST, Set.of("FAIL"), Set.of()));
    }

    /** The process, and the one it calls if it calls any. */
    byte[][] files() {
        byte[] process = Sketch.file("walk", text);
        return called.isEmpty() ? new byte[][] {process} : new byte[][] {process, Sketch.file("called", called)};
    }
}
