package org.deltacommons.foundation.identity.accounts;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/// The file with the demonstration sign-ins: readable by its owner only, in both languages.
final class SignInSheet {

    private static final String SPLIT = "\t";
    private static final int COLUMNS = 4;

    private SignInSheet() {}

    /// Passwords by username; empty where there is no file yet.
    static Map<String, String> read(Path file) throws IOException {
        Map<String, String> secrets = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return secrets;
        }
        for (String line : Files.readAllLines(file)) {
            String[] columns = line.split(SPLIT);
            if (!line.startsWith("#") && columns.length >= COLUMNS) {
                secrets.put(columns[0].strip(), columns[1].strip());
            }
        }
        return secrets;
    }

    /// Whole or not at all, and never readable by others, not even for a moment.
    static void write(
            Path file, List<SeededCast.Player> players, Map<String, String> secrets, Places places)
            throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(folder);
        Path half = folder.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(half);
        try (var channel =
                        Files.newByteChannel(
                                half,
                                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                                PosixFilePermissions.asFileAttribute(
                                        PosixFilePermissions.fromString("rw-------")));
                var writer = Channels.newWriter(channel, StandardCharsets.UTF_8)) {
            writer.write(text(players, secrets, places));
        }
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String text(
            List<SeededCast.Player> players, Map<String, String> secrets, Places places)
            throws IOException {
        Properties chinese = messages("");
        Properties english = messages("_en");
        StringBuilder text =
                new StringBuilder(
                        """
                        # 演示登录(人物均为虚构)。仅供本机演示,请勿外传。
                        # Demonstration sign-ins (all people are invented). For this machine only.
                        # 用户名 username	密码 password	角色与单位	role and place
                        """);
        for (SeededCast.Player player : players) {
            text.append("%-20s".formatted(player.username()))
                    .append(SPLIT)
                    .append(secrets.getOrDefault(player.username(), "-"))
                    .append(SPLIT)
                    .append(roles(player, chinese, Locale.SIMPLIFIED_CHINESE, places))
                    .append(SPLIT)
                    .append(roles(player, english, Locale.ENGLISH, places))
                    .append('\n');
        }
        return text.toString();
    }

    private static Properties messages(String language) throws IOException {
        Properties messages = new Properties();
        ClassPathResource file =
                new ClassPathResource("messages/kernel" + language + ".properties");
        if (file.exists()) {
            messages.putAll(
                    PropertiesLoaderUtils.loadProperties(
                            new EncodedResource(file, StandardCharsets.UTF_8)));
        }
        return messages;
    }

    private static String roles(
            SeededCast.Player player, Properties words, Locale language, Places places) {
        return player.parts().stream()
                        .map(part ->
                                words.getProperty("enum.Role." + part.role(), part.role().name()))
                        .collect(Collectors.joining(language == Locale.ENGLISH ? ", " : "、"))
                + " · "
                + places.name(player.parts().getFirst().where(), language);
    }

    /// What a place is called.
    interface Places {
        String name(String place, Locale language);
    }
}
