// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import static dev.asyncloop.agent.Substitution.after;
import static dev.asyncloop.agent.Substitution.before;
import static dev.asyncloop.agent.Substitution.replace;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TransformerTests {

    private static final String VICTIM = "dev/asyncloop/agent/Victim";
    private static final String OF_STRING = "(Ljava/lang/String;)Ljava/lang/String;";

    @Test
    void replacement_ofStaticCall_takesItsArguments() {
        Substitution line = replace(VICTIM, "called", OF_STRING).by("TestHooks", "replaced");
        assertThat(call("staticCall", line)).isEqualTo("replaced a");
        assertThat(call("staticReference", line)).isEqualTo("replaced a");
        assertThat(call("lambda", line)).isEqualTo("replaced a");
    }

    @Test
    void replacement_ofVirtualCall_takesTheObjectFirst() {
        Substitution line = replace("java/util/List", "size", "()I").by("TestHooks", "size");
        assertThat(call("interfaceCall", line)).isEqualTo(-3);
        assertThat(call("interfaceReference", line)).isEqualTo(-2);
    }

    @Test
    void replacement_ofFieldRead_takesNothing() {
        Substitution line = replace(VICTIM, "field", "Ljava/lang/String;").by("TestHooks", "field");
        assertThat(call("fieldRead", line)).isEqualTo("replaced field");
    }

    @Test
    void after_ofCallOrField_filtersTheResult() {
        Substitution called = after(VICTIM, "called", OF_STRING).by("TestHooks", "after");
        Substitution field = after(VICTIM, "field", "Ljava/lang/String;").by("TestHooks", "after");
        assertThat(call("staticCall", called, field)).isEqualTo("called a after");
        assertThat(call("fieldRead", called, field)).isEqualTo("field after");
    }

    @Test
    void after_withThis_getsTheCallersObject() {
        Substitution line = after(VICTIM, "called", OF_STRING)
                .by("TestHooks", "afterWithThis")
                .withThis("java/util/function/Supplier")
                .inMethod("staticCall");
        assertThat(call("staticCall", line)).isEqualTo("called a after in victim");
        assertThat(call("staticCallElsewhere", line)).isEqualTo("called a");
    }

    @Test
    void before_filtersTheLastArgument() {
        Substitution text = before(VICTIM, "called", OF_STRING).by("TestHooks", "before");
        Substitution number = before(VICTIM, "number", "(Ljava/lang/Object;J)J").by("TestHooks", "twice");
        assertThat(call("staticCall", text, number)).isEqualTo("called before a");
        assertThat(call("longArgument", text, number)).isEqualTo(6L);
    }

    @Test
    void severalLines_aboutOneCall_allApply() {
        Substitution before = before(VICTIM, "called", OF_STRING).by("TestHooks", "before");
        Substitution replacement = replace(VICTIM, "called", OF_STRING).by("TestHooks", "replaced");
        Substitution after = after(VICTIM, "called", OF_STRING).by("TestHooks", "after");
        assertThat(call("staticCall", after, replacement, before)).isEqualTo("replaced before a after");
    }

    @Test
    void line_forSomeClasses_appliesInThemOnly() {
        Substitution elsewhere =
                replace(VICTIM, "called", OF_STRING).by("TestHooks", "replaced").in("java/util/*");
        Substitution notHere =
                replace(VICTIM, "called", OF_STRING).by("TestHooks", "replaced").notIn("dev/asyncloop/agent/Vic*");
        Substitution here =
                after(VICTIM, "called", OF_STRING).by("TestHooks", "after").in(VICTIM);
        assertThat(rewritten(Victim.class, elsewhere, notHere)).isNull();
        assertThat(call("staticCall", elsewhere, notHere, here)).isEqualTo("called a after");
    }

    @Test
    void call_thatNamesAnHeir_isReplacedIfTheLineSaysSo() {
        Substitution exact = replace(VICTIM, "called", OF_STRING).by("TestHooks", "replaced");
        assertThat(rewritten(Victim.Heir.class, exact)).isNull();

        Substitution inherited =
                replace(VICTIM, "called", OF_STRING).by("TestHooks", "replaced").orInherited();
        Substitution hidden =
                replace(VICTIM, "hidden", OF_STRING).by("TestHooks", "replaced").orInherited();
        assertThat(call(Victim.Heir.class, "inheritedCall", inherited, hidden)).isEqualTo("replaced a, hidden a");
    }

    @Test
    void ownClass_isLeftAlone_butATestOfItIsNot() {
        Substitution line = replace(VICTIM, "called", OF_STRING).by("TestHooks", "replaced");
        byte[] bytes = bytes(Victim.class);
        ProtectionDomain tests = Victim.class.getProtectionDomain();
        ProtectionDomain ours = Transformer.class.getProtectionDomain();
        assertThat(transformer(line).transform(null, VICTIM, null, tests, bytes))
                .isNotNull();
        assertThat(transformer(line).transform(null, VICTIM, null, ours, bytes)).isNull();
    }

    @Test
    void classFile_thatCannotBeRead_isLeftAlone() {
        Transformer transformer = transformer(replace(VICTIM, "called", OF_STRING));
        assertThat(transformer.transform(null, "some/Class", null, null, new byte[] {1, 2, 3}))
                .isNull();
    }

    private static @Nullable Object call(String method, Substitution... lines) {
        return call(Victim.class, method, lines);
    }

    /** Calls a method of a fresh copy of a class, in which calls are replaced. */
    private static @Nullable Object call(Class<?> type, String method, Substitution... lines) {
        byte[] bytes = Objects.requireNonNull(rewritten(type, lines), "nothing was replaced");
        ClassLoader loader = new ClassLoader(TransformerTests.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (!name.equals(type.getName())) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : defineClass(name, bytes, 0, bytes.length);
            }
        };
        try {
            Object victim = loader.loadClass(type.getName()).getConstructor().newInstance();
            Method called = victim.getClass().getMethod(method);
            return called.invoke(victim);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot be called", e);
        }
    }

    private static byte @Nullable [] rewritten(Class<?> type, Substitution... lines) {
        String name = type.getName().replace('.', '/');
        return transformer(lines).transform(type.getClassLoader(), name, null, type.getProtectionDomain(), bytes(type));
    }

    private static Transformer transformer(Substitution... lines) {
        return new Transformer(new Substitutions(lines));
    }

    private static byte[] bytes(Class<?> type) {
        try {
            return Objects.requireNonNull(ClassFiles.read(type.getName().replace('.', '/'), type.getClassLoader()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
