/** Number of the month by its name in lower case, without a full stop: English, German, Spanish, French, Portuguese, Russian. */
export const months: ReadonlyMap<string, number> = new Map(
  [
    'january jan januar jänner enero ene janvier janv janeiro января',
    'february feb februar febrero février févr fevereiro fev февраля',
    'march mar märz mär marzo mars março марта',
    'april apr abril abr avril avr апреля',
    'may mai mayo maio мая',
    'june jun juni junio juin junho июня',
    'july jul juli julio juillet juil julho июля',
    'august aug agosto ago août августа',
    'september sep sept septiembre septembre setembro set сентября',
    'october oct oktober okt octubre octobre outubro out октября',
    'november nov noviembre novembre novembro ноября',
    'december dec dezember dez diciembre dic décembre déc dezembro декабря',
  ].flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
);

/** What a dated label says about its date. `start` and `end` are planned or left open, `started` and `ended` happened. */
export type DateRole = 'start' | 'end' | 'started' | 'ended' | 'created' | 'updated' | 'review';

/** Role of a label or table head as it is compared; `_` counts as a space. */
export const dateRoles: ReadonlyMap<string, DateRole> = new Map(
  (
    [
      ['start', 'planned start', 'planned start date', 'estimated start'],
      ['end', 'planned end', 'planned end date', 'planned finish', 'estimated end', 'estimated finish'],
      ['start', 'start', 'start date', 'begin', 'begin date', 'begins', 'starts', 'kickoff', 'kick-off'],
      ['start', 'beginn', 'anfang', 'startdatum', 'von', 'inicio', 'fecha de inicio', 'fecha inicio', 'début'],
      ['start', 'date de début', 'início', 'data de início', 'data início', '开始', '开始日期', '开始时间', '開始'],
      ['start', '開始日', '시작', '시작일', 'начало', 'дата начала', 'bắt đầu', 'ngày bắt đầu'],
      ['end', 'end', 'end date', 'ends', 'finish', 'finish date', 'until', 'due', 'due date', 'deadline'],
      ['end', 'completion date', 'target', 'target date', 'target completion', 'target completion date', 'eta'],
      [
        'end',
        'estimated completion',
        'expected completion',
        'ende',
        'enddatum',
        'bis',
        'fällig',
        'fin',
        'fecha de fin',
      ],
      ['end', 'fecha fin', 'fecha límite', 'date de fin', 'échéance', 'fim', 'término', 'data de término', 'prazo'],
      ['end', 'data fim', '结束', '结束日期', '结束时间', '完成日期', '截止日期', '終了', '終了日', '期限', '종료'],
      ['end', '종료일', '완료일', '마감일', 'конец', 'дата окончания', 'срок', 'kết thúc', 'ngày kết thúc'],
      ['started', 'started', 'started on', 'started at', 'date started', 'begun', 'actual start', 'actual start date'],
      ['ended', 'completed', 'completed on', 'completed at', 'finished', 'finished on', 'ended', 'date completed'],
      ['ended', 'completion date', 'actual end', 'actual end date', 'actual finish', 'actual completion', 'closed'],
      [
        'created',
        'created',
        'created on',
        'created at',
        'creation date',
        'date created',
        'created date',
        'plan created',
      ],
      ['created', 'erstellt', 'erstellt am', 'creado', 'fecha de creación', 'creación', 'créé', 'créé le', 'criado'],
      ['created', 'criado em', 'data de criação', '创建', '创建日期', '创建时间', '作成日', '作成', '작성일', '생성일'],
      ['created', 'создано', 'ngày tạo'],
      ['updated', 'updated', 'updated on', 'updated at', 'last updated', 'last update', 'last modified', 'modified'],
      ['updated', 'date updated', 'updated date', 'last updated on', 'aktualisiert', 'zuletzt aktualisiert'],
      ['updated', 'letzte aktualisierung', 'letzte änderung', 'actualizado', 'última actualización'],
      ['updated', 'fecha de actualización', 'mis à jour', 'mis à jour le', 'dernière mise à jour', 'atualizado'],
      [
        'updated',
        'atualizado em',
        'última atualização',
        '更新',
        '更新日期',
        '更新时间',
        '最后更新',
        '最終更新',
        '更新日',
      ],
      ['updated', '최종 업데이트', '업데이트', '수정일', 'обновлено', 'cập nhật', 'ngày cập nhật'],
      ['review', 'next review', 'next review date', 'next review on', 'review due', 'nächste überprüfung'],
      ['review', 'próxima revisión', 'próxima revisão', 'prochaine révision', '下次审查', '次回レビュー', '다음 검토'],
    ] as const
  ).flatMap(([role, ...labels]) => labels.map((label) => [label, role] as const)),
);

/** Labels of a day that something has to be done by, which cannot lie before the plan was made. */
export const deadlines: ReadonlySet<string> = new Set([
  'due',
  'due date',
  'deadline',
  'target date',
  'target completion',
  'target completion date',
  'fällig',
  'fecha límite',
  'échéance',
  'prazo',
  '截止日期',
  '期限',
  '마감일',
  'срок',
]);

/** Other labels of a moment that may have been planned or have happened: they stand in for either. */
export const eitherEnd: ReadonlySet<string> = new Set(['completion date', '完成日期', '완료일']);
