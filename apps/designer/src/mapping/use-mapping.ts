import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { GraphNode } from '../canvas/graph.ts';
import { useEdits, useGraph, useOpen } from '../editor/editor-context.ts';
import { currentLanguage } from '../i18n/index.ts';
import { fieldsOf } from '../inspector/json-schema.ts';
import { kindSchema } from '../inspector/kind-schemas.ts';
import { useTargetFields } from '../inspector/target-fields.ts';
import { describeNode } from '../nodes/describe-node.ts';
import { useContexts } from '../samples/use-contexts.ts';
import { mapFields } from '../store/commands/mapping.ts';
import type { CoverageField } from './cells.ts';
import { type Insertion, insertedInto, insertionsFor } from './insertion.ts';
import { asTemplate, onlyExpression } from './source-path.ts';
import { flatSources, type Source, sourceTree } from './source-tree.ts';
import { type Suggestion, suggestMappings } from './suggest-mappings.ts';
import { isFilled, readTargets, type Steps, type Target, withMapped } from './targets.ts';

/** So many samples are looked at together. */
export const MOST_SAMPLES = 50;

/** Everything a mapping screen shows of a step, and the edits it can make. */
export function useMapping(of: GraphNode) {
  const { t } = useTranslation();
  const { apps } = useOpen();
  const graph = useGraph();
  const { run } = useEdits();
  const language = currentLanguage();
  const { node, key } = of;
  const { contexts, chosen, choose, loading } = useContexts(node.id);
  const { fields, account } = useTargetFields(node);
  const some = useMemo(() => contexts.slice(0, MOST_SAMPLES), [contexts]);
  const sample = contexts[chosen]?.value;
  // What can be read does not change with what is typed here: the tree may come a moment later.
  const settled = useDeferredValue(graph);
  const tree = useMemo(
    () => sourceTree(settled, node.id, apps, language, (one) => describeNode(one, apps, t).title, sample),
    [settled, node.id, apps, language, t, sample],
  );
  const sources = useMemo(() => flatSources(tree), [tree]);
  const targets = useMemo((): Target[] => {
    if (node.kind === 'action') return readTargets(fields, node.with ?? {}, language, ['with']);
    if (node.kind === 'map') return readTargets([], node.with, language, ['with']);
    const own = fieldsOf(kindSchema(node.kind, t));
    const known = new Set(own.map(({ name }) => name));
    const values = Object.fromEntries(Object.entries(node).filter(([name]) => known.has(name)));
    return readTargets(own, values, language);
  }, [node, fields, language, t]);
  const evaluable = useMemo(() => targets.filter(isEvaluable).map(fieldOf), [targets]);
  const recordKey = onlyExpression(graph.head.settings?.recordKey);
  const suggestions = useMemo(() => {
    const open = targets.filter((target) => target.kind === 'leaf' && !target.fixed && target.ofEntries === undefined);
    const empty = open.filter((target) => !isFilled(target));
    const app = node.kind === 'action' ? node.uses.split('/')[0]! : undefined;
    const found = suggestMappings(sources, empty, { recordKey, ...(app === undefined ? {} : { app }) });
    return new Map(found.map((one) => [one.target.path, one]));
  }, [sources, targets, recordKey, node]);

  const edit = (edits: { steps: Steps; value: unknown }[], how: Parameters<typeof mapFields>[3]) =>
    run(mapFields(graph, key, withMapped(node, edits), how));
  /** Puts one of several ways into effect, where it goes. */
  const apply = (target: Target, insertion: Insertion): Insertion => {
    const at = targets.find(({ path }) => path === pathOf(targets, insertion.steps)) ?? target;
    const made = insertedInto(at, insertion);
    edit([made], { name: 'mapField', about: target.title });
    return made;
  };
  return {
    tree,
    sources,
    targets,
    evaluable,
    suggestions,
    account,
    contexts: some,
    chosen,
    choose,
    loading,
    apply,
    put: (source: Source, target: Target) => apply(target, insertionsFor(source, target)[0]!),
    set: (target: Target, value: unknown) =>
      edit([{ steps: target.steps, value }], { name: 'mapField', about: target.title, typed: target.path }),
    clear: (target: Target) =>
      edit([{ steps: target.steps, value: undefined }], { name: 'unmapField', about: target.title }),
    accept: (accepted: readonly Suggestion[]) => {
      const edits = accepted.map(({ source, target }) => insertedInto(target, insertionsFor(source, target)[0]!));
      const [first] = accepted;
      if (accepted.length === 1) edit(edits, { name: 'mapField', about: first!.target.title });
      else edit(edits, { name: 'mapFields', about: t('mapping.countFields', { count: accepted.length }) });
    },
    /** A field under a name of one's own, empty or with a source in it. */
    add: (steps: Steps, source?: Source) =>
      edit([{ steps, value: source === undefined ? '' : asTemplate(source.path) }], {
        name: 'mapField',
        about: String(steps.at(-1)),
      }),
  };
}
export type Mapping = ReturnType<typeof useMapping>;

const pathOf = (targets: readonly Target[], steps: Steps): string | undefined =>
  targets.find((target) => target.steps.join('\n') === steps.join('\n'))?.path;

/** What can be evaluated by itself: what is filled in, and what is wanted and is not. */
const isEvaluable = (target: Target): boolean =>
  isFilled(target) || (target.required && target.ofEntries === undefined && target.value === undefined);

const fieldOf = ({ path, value, schema, required }: Target): CoverageField => ({ path, value, schema, required });
