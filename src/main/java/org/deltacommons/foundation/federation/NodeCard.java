package org.deltacommons.foundation.federation;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.deltacommons.foundation.federation.nodes.NodeKey;
import org.deltacommons.foundation.federation.proof.NoteSigner;
import org.deltacommons.kernel.Province;
import org.springframework.core.env.StandardEnvironment;

/// What the operator of a node hands to the operators of the others: its homes, the public key of
/// the node and the verifier keys of its feeds, as they are written under `delta.peers[…].`. Makes
/// the keys where there are none yet.
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
        StringBuilder card = new StringBuilder();
        card.append("homes=")
                .append(String.join(",", homes.stream().map(Province::code).toList()))
                .append('\n');
        NodeKey node = NodeKey.of(settings.getProperty("delta.node-key", ""), data);
        card.append("node-key=").append(node.publicKey().text()).append('\n');
        Keyring feeds = new Keyring(homes, data, settings);
        int i = 0;
        for (Province home : homes) {
            NoteSigner signer = feeds.of(home);
            card.append("keys[%d]=%s\n".formatted(i++, signer.key().text()));
            card.append("keys[%d]=%s\n".formatted(i++, signer.witnessKey().text()));
        }
        return card.toString();
    }
}
