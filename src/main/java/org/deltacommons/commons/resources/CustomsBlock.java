package org.deltacommons.commons.resources;

import java.time.LocalDate;

/// What customs knows of a duty-free import; the register's customs block.
///
/// @param declarationNo 报关单号
/// @param importedOn 进口日期
/// @param itemNo 项号, two digits
/// @param name 报关单名称
/// @param ownerMark 所属单位标识
public record CustomsBlock(
        String declarationNo, LocalDate importedOn, String itemNo, String name, String ownerMark) {

    public CustomsBlock {
        if (declarationNo.isBlank() || name.isBlank() || !itemNo.matches("\\d{2}")) {
            throw new IllegalArgumentException("a customs block is whole or absent");
        }
    }
}
