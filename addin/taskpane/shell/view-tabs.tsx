import {
  Menu,
  MenuButton,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Overflow,
  OverflowItem,
  Tab,
  TabList,
  makeStyles,
  useIsOverflowItemVisible,
  useOverflowMenu,
} from "@fluentui/react-components";
import type { ReactElement } from "react";
import { viewNames, type ViewName } from "./pane-context";
import { useText } from "./text";

const useStyles = makeStyles({
  row: {
    flex: "1 1 0",
    minWidth: 0,
    display: "flex",
    alignItems: "center",
    overflow: "hidden",
    "& [data-overflowing]": { display: "none" },
  },
  tab: { paddingLeft: "7px", paddingRight: "7px", whiteSpace: "nowrap" },
  more: { flexShrink: 0, minWidth: 0, paddingLeft: "7px", paddingRight: "7px", fontWeight: "normal" },
});

/** The views in one row at any width: tabs that do not fit go into More, in order; the active one always stays. */
export function ViewTabs({
  view,
  onShow,
}: {
  view: ViewName;
  onShow: (view: ViewName) => void;
}): ReactElement {
  const styles = useStyles();
  const text = useText();
  return (
    // The key makes the tabs measure their widths again in another language.
    <Overflow key={text.language} minimumVisible={1} padding={4}>
      <div className={styles.row}>
        <TabList
          size="small"
          selectedValue={view}
          onTabSelect={(_, data) => onShow(data.value as ViewName)}
          aria-label={text.t("views")}
        >
          {viewNames.map((one) => (
            <OverflowItem key={one} id={one} priority={one === view ? 1 : 0}>
              <Tab
                value={one}
                id={`pane-tab-${one}`}
                aria-controls={`pane-view-${one}`}
                className={styles.tab}
              >
                {text.t(`view_${one}`)}
              </Tab>
            </OverflowItem>
          ))}
        </TabList>
        <MoreViews onShow={onShow} />
      </div>
    </Overflow>
  );
}

function MoreViews({ onShow }: { onShow: (view: ViewName) => void }): ReactElement | null {
  const styles = useStyles();
  const { t } = useText();
  const { ref, isOverflowing } = useOverflowMenu<HTMLButtonElement>();
  if (!isOverflowing) return null;
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton ref={ref} id="pane-more" className={styles.more} appearance="subtle" size="small">
          {t("moreViews")}
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {viewNames.map((one) => (
            <ViewInMenu key={one} name={one} onShow={onShow} />
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function ViewInMenu({
  name,
  onShow,
}: {
  name: ViewName;
  onShow: (view: ViewName) => void;
}): ReactElement | null {
  const { t } = useText();
  if (useIsOverflowItemVisible(name)) return null;
  return (
    <MenuItem id={`pane-more-${name}`} onClick={() => onShow(name)}>
      {t(`view_${name}`)}
    </MenuItem>
  );
}
