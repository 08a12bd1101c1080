package org.deltacommons.foundation.federation;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deltacommons.foundation.federation.nodes.Card;
import org.deltacommons.foundation.federation.nodes.NodeKey;
import org.deltacommons.kernel.Province;
import org.springframework.core.env.StandardEnvironment;

/// What the operator of a node hands to the operators of the others, see [Card]; its lines can be
/// written under `delta.peers[…].`, too. Makes the keys where there are none yet. The address is
/// that of `DELTA_PUBLIC_URL`; without it the card names none.
///
/// `java -cp <jar> org.deltacommons.foundation.federation.NodeCard DATA-FOLDER HOME…`
public final class NodeCard {

    private NodeCard() {}

    public static void main(String[] arguments) {
        if (arguments.length < 2) {
            System.err.println("Usage: NodeCard DATA-FOLDER HOME...");
            System.exit(2);
        }
        List<Province> homes = Arrays.stream(arguments).skip(1).map(Province::of).toList();
        System.out.print(text(Path.of(arguments[0]), homes, new StandardEnvironment()));
    }

    static String text(Path data, List<Province> homes, StandardEnvironment settings) {
        NodeKey node = NodeKey.of(settings.getProperty("delta.node-key", ""), data);
        Keyring feeds = new Keyring(homes, data, settings);
        List<String> keys =
                homes.stream()
                        .map(feeds::of)
                        .flatMap(signer ->
                                Stream.of(signer.key().text(), signer.witnessKey().text()))
                        .toList();
        return Card.signed(homes, settings.getProperty("delta.public-url", ""), node, keys);
    }
}
